using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Billing.Domain;

/// <summary>An order to erase was carried out: unpaid orders went, billing records stay as long as the law wants (B-08).</summary>
internal sealed class ErasureRecord : Entity
{
    private ErasureRecord()
    {
    }

    /// <summary>Records it and tells the case.</summary>
    public ErasureRecord(Guid caseId, Guid subjectId, int erased, int retained, DateTime? retainedUntilAt, DateTime erasedAt)
    {
        (CaseId, SubjectId, Erased, Retained, RetainedUntilAt, ErasedAt) = (caseId, subjectId, erased, retained, retainedUntilAt, erasedAt);
        Raise(new BillingErased(caseId, subjectId, erased, retained, retainedUntilAt));
    }

    /// <summary>The case that ordered it.</summary>
    public Guid CaseId { get; private init; }

    /// <summary>The person.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Records erased.</summary>
    public int Erased { get; private init; }

    /// <summary>Records kept because the law wants them.</summary>
    public int Retained { get; private init; }

    /// <summary>When the kept ones become unreadable, UTC.</summary>
    public DateTime? RetainedUntilAt { get; private init; }

    /// <summary>When it was carried out, UTC.</summary>
    public DateTime ErasedAt { get; private init; }

    /// <summary>When the kept details were destroyed, UTC.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>The kept details were destroyed.</summary>
    public void Close(DateTime now) => ClosedAt = now;
}
