using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>One request about personal data: the caller's own, or any for an officer.</summary>
/// <param name="Id">The request.</param>
[Query("rightsRequest"), AllowSignedIn]
internal sealed record RightsRequestById([ID("RightsRequest")] Guid Id) : IQuery<RightsRequestView>;

internal sealed class RightsRequestByIdHandler(GrievanceDbContext db, CaseAccess access, RightsReader reader) : IQueryHandler<RightsRequestById, RightsRequestView>
{
    public async Task<Result<RightsRequestView>> Handle(RightsRequestById query, CancellationToken cancellationToken)
    {
        var request = await db.Requests.AsNoTracking().Include(r => r.Parts).SingleOrDefaultAsync(r => r.Id == query.Id, cancellationToken);
        return request is null ? new CaseNotFound()
            : await access.AskAsync(request.SubjectId, request.Id, AccessMode.Read, cancellationToken) is { } no ? no
            : await reader.ViewAsync(request, cancellationToken);
    }
}

/// <summary>The caller's requests, or for an officer those that wait for a decision; latest first, at most 100.</summary>
[Query, AllowSignedIn]
internal sealed record RightsRequests : IQuery<IReadOnlyList<RightsRequestView>>;

internal sealed class RightsRequestsHandler(GrievanceDbContext db, CaseAccess access, RightsReader reader, ICurrentUser user)
    : IQueryHandler<RightsRequests, IReadOnlyList<RightsRequestView>>
{
    public async Task<Result<IReadOnlyList<RightsRequestView>>> Handle(RightsRequests query, CancellationToken cancellationToken)
    {
        var mine = access.IsOfficer
            ? db.Requests.Where(r => r.State == RightsState.Verified)
            : db.Requests.Where(r => r.SubjectId == user.Id);
        List<RightsRequestView> views = [];
        foreach (var request in await mine.AsNoTracking().Include(r => r.Parts).OrderByDescending(r => r.Id).Take(100).ToListAsync(cancellationToken))
        {
            if (await access.AskAsync(request.SubjectId, request.Id, AccessMode.Read, cancellationToken) is null)
            {
                views.Add(await reader.ViewAsync(request, cancellationToken));
            }
        }

        return views;
    }
}

/// <summary>The copy of one's own data, as JSON; nobody but its owner gets it.</summary>
/// <param name="Id">The request.</param>
[AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.CaseHandling)]
internal sealed record CopyOfRequest(Guid Id) : IQuery<string>;

internal sealed class CopyOfRequestHandler(GrievanceDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<CopyOfRequest, string>
{
    public async Task<Result<string>> Handle(CopyOfRequest query, CancellationToken cancellationToken) =>
        await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Id && r.SubjectId == user.Id && r.HasCopy, cancellationToken) is { } request
            ? await vault.OpenAsync(request.Copy, cancellationToken)
            : new CaseNotFound();
}

/// <summary>The receipt of a finished erasure, for the person and for officers.</summary>
/// <param name="Id">The request.</param>
[AllowSignedIn]
internal sealed record ReceiptOfRequest(Guid Id) : IQuery<ErasureReceiptView>;

internal sealed class ReceiptOfRequestHandler(GrievanceDbContext db, IVault vault, CaseAccess access) : IQueryHandler<ReceiptOfRequest, ErasureReceiptView>
{
    public async Task<Result<ErasureReceiptView>> Handle(ReceiptOfRequest query, CancellationToken cancellationToken)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Id && r.HasReceipt, cancellationToken);
        return request is null ? new CaseNotFound()
            : await access.AskAsync(request.SubjectId, request.Id, AccessMode.Read, cancellationToken) is { } no ? no
            : ErasureReceiptView.Read(await vault.OpenAsync(request.Receipt, cancellationToken));
    }
}
