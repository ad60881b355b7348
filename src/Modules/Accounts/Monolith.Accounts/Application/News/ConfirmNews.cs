using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.News;

/// <summary>That news go to an address.</summary>
/// <param name="Kind">What kind: only this one.</param>
/// <param name="ConfirmedAt">Since when.</param>
internal sealed record NewsSubscriptionView(MarketingKind Kind, DateTime ConfirmedAt);

/// <summary>
/// Confirms the wish for news with the code that was mailed to the address; it is a consent, with a receipt, that the token in each mail ends (see
/// <c>unsubscribe</c>). Sent again, it answers the same. Refused with CODE_INVALID.
/// </summary>
/// <param name="Code">The code of the mail.</param>
[Mutation(Payload = "newsSubscription"), AllowAnyone, GraphQLAlone, Idempotent]
internal sealed record ConfirmNews(string Code) : ICommand<NewsSubscriptionView>;

internal sealed class ConfirmNewsHandler(AccountsDbContext db, NewsEnd end, TimeProvider clock) : ICommandHandler<ConfirmNews, NewsSubscriptionView>
{
    public async Task<Result<NewsSubscriptionView>> Handle(ConfirmNews command, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.Hash(command.Code), clock.GetUtcNow().UtcDateTime);
        var wish = await db.NewsSubscribers.SingleOrDefaultAsync(s => s.CodeHash == hash, cancellationToken);
        if (wish?.IsOpen(now) is not true)
        {
            return new CodeInvalid();
        }

        // An address that signed up twice gets each news once.
        var known = await db.NewsSubscribers.SingleOrDefaultAsync(s => s.AddressIndex == wish.AddressIndex && s.ConfirmedAt != null && s.EndedAt == null, cancellationToken);
        if (known is null)
        {
            wish.Confirm(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
        }
        else if (known.Id != wish.Id)
        {
            await end.ForgetAsync(wish, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new NewsSubscriptionView(MarketingKind.Updates, (known ?? wish).ConfirmedAt!.Value);
    }
}
