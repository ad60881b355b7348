using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Integration;

/// <summary>What Grievance holds about a person, for the list of holdings and the copy (CA-7.1).</summary>
internal sealed class GrievanceHoldings(GrievanceDbContext db, CaseReader reader) : IPersonalDataHolder
{
    private const string Module = "grievance";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        Holding[] all =
        [
            new(Module, DataClass.Case, "cases", await db.Cases.CountAsync(c => c.SubjectId == subjectId, cancellationToken), await db.Cases.Where(c => c.SubjectId == subjectId).MaxAsync(c => c.KeptUntilAt, cancellationToken)),
            new(Module, DataClass.Case, "rightsRequests", await db.Requests.CountAsync(r => r.SubjectId == subjectId, cancellationToken), await db.Requests.Where(r => r.SubjectId == subjectId).MaxAsync(r => r.KeptUntilAt, cancellationToken)),
        ];
        return [.. all.Where(h => h.Count > 0)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var files = await db.Cases.AsNoTracking().Where(c => c.SubjectId == subjectId).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var requests = await db.Requests.AsNoTracking().Where(r => r.SubjectId == subjectId).OrderBy(r => r.Id)
            .Select(r => (object)new { r.Id, r.Kind, r.State, r.ReceivedAt, r.VerifiedAt, r.DueAt, r.Decision, r.DoneAt }).ToListAsync(cancellationToken);
        return new Dictionary<string, IReadOnlyList<object>> { ["cases"] = [.. await reader.ViewsAsync(files, cancellationToken)], ["rightsRequests"] = requests };
    }
}
