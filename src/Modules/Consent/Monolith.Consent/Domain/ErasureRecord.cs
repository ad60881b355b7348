using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Consent.Domain;

/// <summary>An order to erase was carried out: what went and what stays as evidence, and until when.</summary>
internal sealed class ErasureRecord : Entity
{
    private ErasureRecord()
    {
    }

    /// <summary>Records it and tells the case.</summary>
    public ErasureRecord(Guid caseId, Guid subjectId, int erased, int retained, DateTime? retainedUntilAt, DateTime erasedAt)
    {
        (CaseId, SubjectId, Erased, Retained, RetainedUntilAt, ErasedAt) = (caseId, subjectId, erased, retained, retainedUntilAt, erasedAt);
        Raise(new ConsentErased(caseId, subjectId, erased, retained, retainedUntilAt));
    }

    /// <summary>The case that ordered it.</summary>
    public Guid CaseId { get; private init; }

    /// <summary>The person.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Records erased.</summary>
    public int Erased { get; private init; }

    /// <summary>Records kept as evidence that the law and the consent were kept.</summary>
    public int Retained { get; private init; }

    /// <summary>When the kept ones go, UTC.</summary>
    public DateTime? RetainedUntilAt { get; private init; }

    /// <summary>When it was carried out, UTC.</summary>
    public DateTime ErasedAt { get; private init; }

    /// <summary>When the kept ones were let go, UTC.</summary>
    public DateTime? ClearedAt { get; private set; }

    /// <summary>When the key of the kept ones was destroyed, UTC.</summary>
    public DateTime? KeyDestroyedAt { get; private set; }

    /// <summary>The period is over: the evidence may go.</summary>
    public void Clear(DateTime now) => ClearedAt ??= now;

    /// <summary>Nothing that the key sealed can be read any more.</summary>
    public void DestroyKey(DateTime now) => KeyDestroyedAt = now;
}
