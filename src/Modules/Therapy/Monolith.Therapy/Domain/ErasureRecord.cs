using Monolith.BuildingBlocks.Persistence;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>Evidence that an order to erase was carried out here, and until when the law keeps the person's health records, closed to everybody else.</summary>
internal sealed class ErasureRecord : Entity
{
    private ErasureRecord()
    {
    }

    public Guid CaseId { get; private set; }

    public Guid SubjectId { get; private set; }

    public int ErasedRecords { get; private set; }

    public int RetainedRecords { get; private set; }

    public DateTime? RetainedUntilAt { get; private set; }

    public DateTime ErasedAt { get; private set; }

    /// <summary>Records the erasure and tells it.</summary>
    public static ErasureRecord Of(Guid caseId, Guid subjectId, int erased, int retained, DateTime? retainedUntilAt, DateTime now)
    {
        var record = new ErasureRecord
        {
            CaseId = caseId, SubjectId = subjectId, ErasedRecords = erased, RetainedRecords = retained, RetainedUntilAt = retainedUntilAt, ErasedAt = now,
        };
        record.Raise(new TherapyErased(caseId, subjectId, erased, retained, retainedUntilAt));
        return record;
    }
}
