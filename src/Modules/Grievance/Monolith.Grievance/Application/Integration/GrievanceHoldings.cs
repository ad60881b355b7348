using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Domain;
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
            new(Module, DataClass.Case, "cases", await db.Cases.CountAsync(c => c.SubjectId == subjectId, cancellationToken), await db.Cases.Where(c => c.SubjectId == subjectId).MaxAsync(c => c.KeptUntilAt, cancellationToken))
            {
                Fields = await FieldsAsync(subjectId, cancellationToken),
                PolicyVersions = await db.Cases.Where(c => c.SubjectId == subjectId).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Case, "rightsRequests", await db.Requests.CountAsync(r => r.SubjectId == subjectId, cancellationToken), await db.Requests.Where(r => r.SubjectId == subjectId).MaxAsync(r => r.KeptUntilAt, cancellationToken))
            {
                Source = FieldSource.Submitted,
                PolicyVersions = await db.Requests.Where(r => r.SubjectId == subjectId).PolicyVersionsAsync(cancellationToken),
            },
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

    // The latest of each field and source. What a visitor wrote is no account's.
    private async Task<IReadOnlyList<HeldField>> FieldsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var files = await db.Cases.AsNoTracking().Where(c => c.SubjectId == subjectId)
            .Select(c => new { c.Kind, HasPhone = c.Phone != null, c.PolicyVersion, c.ReceivedAt }).ToListAsync(cancellationToken);
        var fields =
            from file in files
            let source = file.Kind is CaseKind.Enquiry ? FieldSource.SupportRequest : FieldSource.Submitted
            from name in file.HasPhone ? (string[])["text", "phone"] : ["text"]
            select new HeldField(name, source, file.PolicyVersion, file.ReceivedAt);
        return [.. fields.GroupBy(f => (f.Name, f.Source)).Select(g => g.MaxBy(f => f.RecordedAt)!)];
    }
}
