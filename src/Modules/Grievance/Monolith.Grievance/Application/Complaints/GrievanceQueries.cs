using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Complaints;

/// <summary>One case: the caller's own, or any for an officer.</summary>
/// <param name="Id">The case.</param>
[Query("grievance"), AllowSignedIn]
internal sealed record GrievanceById([ID("Grievance")] Guid Id) : IQuery<GrievanceView>;

internal sealed class GrievanceByIdHandler(GrievanceDbContext db, CaseAccess access, CaseReader reader) : IQueryHandler<GrievanceById, GrievanceView>
{
    public async Task<Result<GrievanceView>> Handle(GrievanceById query, CancellationToken cancellationToken)
    {
        var file = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.Id, cancellationToken);
        return file is null ? new CaseNotFound()
            : await access.AskAsync(file.SubjectId, file.Id, AccessMode.Read, cancellationToken) is { } no ? no
            : await reader.ViewAsync(file, cancellationToken);
    }
}

/// <summary>The caller's own cases, or for an officer the open ones, those due first on top; at most 100.</summary>
[Query, AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.CaseHandling)]
internal sealed record Grievances : IQuery<IReadOnlyList<GrievanceView>>;

internal sealed class GrievancesHandler(GrievanceDbContext db, CaseAccess access, CaseReader reader, ICurrentUser user)
    : IQueryHandler<Grievances, IReadOnlyList<GrievanceView>>
{
    public async Task<Result<IReadOnlyList<GrievanceView>>> Handle(Grievances query, CancellationToken cancellationToken)
    {
        var files = await (access.IsOfficer
            ? db.Cases.AsNoTracking().Where(c => c.State != CaseState.Resolved).OrderBy(c => c.ResolveByAt)
            : db.Cases.AsNoTracking().Where(c => c.AccountId == user.Id).OrderByDescending(c => c.Id)).Take(100).ToListAsync(cancellationToken);
        List<CaseFile> seen = [];
        foreach (var file in files)
        {
            if (await access.AskAsync(file.SubjectId, file.Id, AccessMode.Read, cancellationToken) is null)
            {
                seen.Add(file);
            }
        }

        return (await reader.ViewsAsync(seen, cancellationToken)).ToList();
    }
}

/// <summary>A case or rights request whose time is up.</summary>
/// <param name="CaseId">Its number.</param>
/// <param name="What">What it is.</param>
/// <param name="DueAt">When its time was up.</param>
/// <param name="EscalatedAt">When it went to the top.</param>
internal sealed record OverdueCaseView(Guid CaseId, string What, DateTime DueAt, DateTime? EscalatedAt);

/// <summary>Cases and rights requests whose time is up, longest overdue first, without what they say (CA-11.4).</summary>
[Query, Allow(Role.GrievanceOfficer, Role.PrivacyOfficer, Role.Administrator)]
internal sealed record OverdueCases : IQuery<IReadOnlyList<OverdueCaseView>>;

internal sealed class OverdueCasesHandler(GrievanceDbContext db, CaseClock clock) : IQueryHandler<OverdueCases, IReadOnlyList<OverdueCaseView>>
{
    public async Task<Result<IReadOnlyList<OverdueCaseView>>> Handle(OverdueCases query, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var cases = await db.Cases.AsNoTracking().Where(c => c.State != CaseState.Resolved && c.ResolveByAt <= now).OrderBy(c => c.ResolveByAt).Take(200)
            .Select(c => new { c.Id, c.Kind, c.ResolveByAt, c.EscalatedAt }).ToListAsync(cancellationToken);
        var requests = await db.Requests.AsNoTracking()
            .Where(r => (r.State == RightsState.Verified || r.State == RightsState.Executing) && r.DueAt <= now).OrderBy(r => r.DueAt).Take(200)
            .Select(r => new { r.Id, r.Kind, r.DueAt }).ToListAsync(cancellationToken);
        return cases.Select(c => new OverdueCaseView(c.Id, c.Kind.ToString().ToUpperInvariant(), c.ResolveByAt, c.EscalatedAt))
            .Concat(requests.Select(r => new OverdueCaseView(r.Id, "RIGHTS_REQUEST", r.DueAt!.Value, null)))
            .OrderBy(c => c.DueAt).ToList();
    }
}
