using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Partners;

/// <summary>
/// Signs in with the ID token of a partner whose person you linked with your account (<c>linkPartner</c>), and a code where the account has a second
/// factor. A token is good once. Which partners there are say <c>partners</c>; there are none unless the operator named some. Refused with FEATURE_DISABLED,
/// FIELD_REQUIRED, PARTNER_TOKEN_REFUSED, PARTNER_UNAVAILABLE, PARTNER_NOT_LINKED, SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, RATE_LIMITED.
/// </summary>
/// <param name="Partner">Its key.</param>
/// <param name="Token">The ID token.</param>
/// <param name="NonceSecret">A random text of 32 characters or more; the token's <c>nonce</c> is its SHA-256 in base64url, so that a stolen token is worth nothing.</param>
/// <param name="DeviceToken">What an earlier sign-in on this device answered.</param>
/// <param name="Code">Of the second factor, or a recovery code; only for accounts that have one.</param>
[Mutation(Payload = "signIn"), AllowAnyone, GraphQLAlone]
internal sealed record SignInWithPartner(string Partner, string Token, string? NonceSecret = null, string? DeviceToken = null, string? Code = null) : ICommand<SignInView>;

internal sealed class SignInWithPartnerHandler(
    AccountsDbContext db, PartnerTokens tokens, FactorCheck factors, SessionIssue issue, UsageLog usage, RequestScope request, TimeProvider clock)
    : ICommandHandler<SignInWithPartner, SignInView>
{
    public async Task<Result<SignInView>> Handle(SignInWithPartner command, CancellationToken cancellationToken)
    {
        var read = await tokens.ReadAsync(command.Partner, command.Token, command.NonceSecret, cancellationToken);
        if (read.Refusal is { } refused)
        {
            return Note(null, refused);
        }

        var proof = read.Value;
        if (await db.SpentPartnerTokens.AnyAsync(t => t.Hash == proof.Spent.Hash, cancellationToken))
        {
            return Note(null, new PartnerTokenRefused());
        }

        var link = await db.PartnerLinks.SingleOrDefaultAsync(l => l.SubjectIndex == proof.SubjectIndex, cancellationToken);
        if (link is null)
        {
            return new PartnerNotLinked();
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == link.AccountId, cancellationToken);
        if (account is not { State: AccountState.Open })
        {
            return Note(link.AccountId, new SignInRefused());
        }

        var factor = await factors.FindAsync(account.Id, cancellationToken);
        if (factor is not null && await factors.CheckAsync(factor, command.Code, cancellationToken) is { } no)
        {
            return no;
        }

        link.Use(clock.GetUtcNow().UtcDateTime);
        db.SpentPartnerTokens.Add(proof.Spent);
        var view = await StartAsync(account, command.DeviceToken, factor is not null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }

    private Refusal Note(Guid? accountId, Refusal refusal)
    {
        usage.Note(accountId, UsageKind.Security, "partnerSignInRefused", new CallFacts(request.RemoteAddress, request.UserAgent));
        return refusal;
    }

    private async Task<SignInView> StartAsync(Account account, string? deviceToken, bool showedFactor, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(deviceToken ?? "");
        var device = await db.Devices.FirstOrDefaultAsync(d => d.TokenHash == hash && d.AccountId == account.Id, cancellationToken);
        if (device is null)
        {
            deviceToken = SecretToken.Make();
            device = new KnownDevice { AccountId = account.Id, TokenHash = SecretToken.Hash(deviceToken), SeenAt = clock.GetUtcNow().UtcDateTime };
            db.Devices.Add(device);
        }

        var (session, view) = issue.Start(account, device, deviceToken!, request.UserAgent, showedFactor);
        db.Sessions.Add(session);
        return view;
    }
}
