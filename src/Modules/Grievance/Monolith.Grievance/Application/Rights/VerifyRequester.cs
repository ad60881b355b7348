using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>
/// Gives the code back that the person was sent; the clock of the request starts (G-08, CA-8.6, CA-8.7). Five wrong codes close the
/// request. Refused with IDENTITY_NOT_VERIFIED, CASE_NOT_FOUND, ILLEGAL_STATE.
/// </summary>
/// <param name="Id">The request.</param>
/// <param name="Code">The code.</param>
[Mutation, AllowSignedIn, GraphQLAlone]
internal sealed record VerifyRequester([ID("RightsRequest")] Guid Id, string Code) : ICommand<RightsRequestView>;

internal sealed class VerifyRequesterHandler(
    GrievanceDbContext db, IRequesterProof proof, CaseAccess access, FailedTries failed, CaseClock clock, RightsReader reader)
    : ICommandHandler<VerifyRequester, RightsRequestView>
{
    public async Task<Result<RightsRequestView>> Handle(VerifyRequester command, CancellationToken cancellationToken)
    {
        var request = await db.Requests.Include(r => r.Parts).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return new CaseNotFound();
        }

        var closed = await access.AskAsync(request.SubjectId, request.Id, AccessMode.Write, cancellationToken);
        if ((closed ?? request.WhyNotVerifiable()) is { } no)
        {
            return no;
        }

        if (!await proof.IsProvenAsync(request.Id, command.Code, cancellationToken))
        {
            await failed.CountAsync(request.Id, cancellationToken);
            return new IdentityNotVerified("This is not the code that was sent, or it is too old.");
        }

        var now = clock.Now;
        request.Verify(now, clock.OfRights(now));
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(request, cancellationToken);
    }
}

/// <summary>Counts a wrong code in a transaction of its own: the refusal that follows undoes the caller's.</summary>
internal sealed class FailedTries(IServiceScopeFactory scopes)
{
    public async Task CountAsync(Guid requestId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(CountFailedTry));
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CountFailedTry(requestId), cancellationToken);
    }
}

/// <summary>Remembers one wrong code.</summary>
/// <param name="RequestId">The request.</param>
[Allow(Role.Platform)]
internal sealed record CountFailedTry(Guid RequestId) : ICommand<int>;

internal sealed class CountFailedTryHandler(GrievanceDbContext db) : ICommandHandler<CountFailedTry, int>
{
    public async Task<Result<int>> Handle(CountFailedTry command, CancellationToken cancellationToken)
    {
        await db.BeginWriteAsync(cancellationToken);
        var request = await db.Requests.SingleAsync(r => r.Id == command.RequestId, cancellationToken);
        request.CountFailure();
        await db.SaveChangesAsync(cancellationToken);
        return request.FailedTries;
    }
}
