using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// Asks for a code to choose another password with. The answer and the work are the same whether or not the address has an account (R32);
/// the mail follows within seconds and works once, for 30 minutes. Refused with RATE_LIMITED.
/// </summary>
/// <param name="Email">The address of the account.</param>
[Mutation(Payload = "passwordReset"), AllowAnyone, GraphQLAlone]
internal sealed record RequestPasswordReset(string Email) : ICommand<PasswordResetView>;

/// <summary>The answer to every wish for another password, the same for all of them.</summary>
/// <param name="Message">What to do next.</param>
internal sealed record PasswordResetView(string Message)
{
    /// <summary>The one answer.</summary>
    internal static PasswordResetView Sent { get; } = new("If this address has an account, a code is on its way to it.");
}

internal sealed class RequestPasswordResetHandler(AccountsDbContext db, SignInLimits limits, IVault vault, RequestScope request, TimeProvider clock)
    : ICommandHandler<RequestPasswordReset, PasswordResetView>
{
    public async Task<Result<PasswordResetView>> Handle(RequestPasswordReset command, CancellationToken cancellationToken)
    {
        var index = vault.BlindIndex("email", command.Email);
        if (await limits.BeginAsync("reset|" + Convert.ToHexString(index), request.RemoteAddress, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        db.ResetWishes.Add(new ResetWish { EmailIndex = index, AskedAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
        return PasswordResetView.Sent;
    }
}
