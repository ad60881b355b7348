using Monolith.BuildingBlocks.Persistence;
using Monolith.Matching.Contracts.Events;

namespace Monolith.Matching.Domain;

/// <summary>Evidence that an order to erase was carried out here.</summary>
internal sealed class ErasureRecord : Entity
{
    private ErasureRecord()
    {
    }

    public Guid CaseId { get; private set; }

    public Guid SubjectId { get; private set; }

    public int ErasedRecords { get; private set; }

    public DateTime ErasedAt { get; private set; }

    /// <summary>Records the erasure and tells it, together with the matches that ended by it.</summary>
    public static ErasureRecord Of(Guid caseId, Guid subjectId, int erased, IReadOnlyList<Match> ended, DateTime now)
    {
        var record = new ErasureRecord { CaseId = caseId, SubjectId = subjectId, ErasedRecords = erased, ErasedAt = now };
        foreach (var match in ended)
        {
            record.Raise(new MatchEnded(match.Id, match.ClientId, match.TherapistId, now));
        }

        record.Raise(new MatchingErased(caseId, subjectId, erased, 0, null));
        return record;
    }
}
