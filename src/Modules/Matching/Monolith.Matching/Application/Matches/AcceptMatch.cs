using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>Accepts one of the proposals of the caller's open request; from now on the two are matched.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="TherapistId">One of its proposals.</param>
[Mutation, Allow(Role.Client), Idempotent]
internal sealed record AcceptMatch([property: ID("MatchRequest")] Guid RequestId, [property: ID("Therapist")] Guid TherapistId) : ICommand<MatchView>;

internal sealed class AcceptMatchHandler(
    MatchingDbContext db, IAccountFacts accounts, IAccessGate gate, IVault vault, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<AcceptMatch, MatchView>
{
    public async Task<Result<MatchView>> Handle(AcceptMatch command, CancellationToken cancellationToken)
    {
        var touched = policy.Matching.Preferences ? DataClass.Health : DataClass.Identity;
        if (await gate.AskAsync(new AccessRequest(user.Id, touched, AccessMode.Write, Purpose.Matching, command.RequestId), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var request = await db.Requests.SingleOrDefaultAsync(r => r.Id == command.RequestId && r.ClientId == user.Id, cancellationToken);
        if (request is null)
        {
            return new MatchRequestNotFound();
        }

        var proposals = await vault.OpenAsync(request.Proposals, cancellationToken);
        var accepted = request.Accept(command.TherapistId, proposals, clock.GetUtcNow().UtcDateTime);
        if (accepted.Refusal is { } no)
        {
            return no;
        }

        var account = await accounts.FindAsync(command.TherapistId, cancellationToken);
        if (account is not { State: AccountState.Open or AccountState.Unverified }
            || !await db.Therapists.WithShown().AnyAsync(t => t.Id == command.TherapistId, cancellationToken))
        {
            return new TherapistUnavailable();
        }

        db.Matches.Add(accepted.Value);
        await db.SaveChangesAsync(cancellationToken);
        return MatchView.Of(accepted.Value);
    }
}
