using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>
/// Signs in with e-mail address and password, and a code where the account has a second factor. Unknown, unconfirmed and closed accounts and
/// wrong passwords are refused alike (R32). Refused with SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, RATE_LIMITED.
/// </summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="DeviceToken">What an earlier sign-in on this device answered.</param>
/// <param name="Code">Of the second factor, or a recovery code; only for accounts that have one.</param>
[Mutation, AllowAnyone, GraphQLAlone]
internal sealed record SignIn(string Email, string Password, string? DeviceToken, string? Code = null) : ICommand<SignInView>;

internal sealed class SignInHandler(
    AccountsDbContext db, PasswordHashing hashing, SignInLimits limits, FactorCheck factors, SessionIssue issue, UsageLog usage, IVault vault, RequestScope request, TimeProvider clock)
    : ICommandHandler<SignIn, SignInView>
{
    public async Task<Result<SignInView>> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var index = vault.BlindIndex("email", command.Email);
        var token = SecretToken.Hash(command.DeviceToken ?? "");
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.EmailIndex == index, cancellationToken);
        var device = await db.Devices.FirstOrDefaultAsync(d => d.TokenHash == token, cancellationToken);
        device = device?.AccountId == account?.Id ? device : null;
        var key = device is null ? Convert.ToHexString(index) : device.Id.ToString();
        if (await limits.BeginAsync(key, request.RemoteAddress, cancellationToken) is { } retryAt)
        {
            NoteRefused(account, "signInLimited");
            return new RateLimited(retryAt);
        }

        var proven = await hashing.VerifyAsync(command.Password, account?.PasswordHash ?? hashing.Decoy, cancellationToken);
        if (proven.Refusal is { } busy)
        {
            return busy;
        }

        if (!proven.Value || account is not { State: AccountState.Open })
        {
            NoteRefused(account, "signInRefused");
            return new SignInRefused();
        }

        var factor = await factors.FindAsync(account.Id, cancellationToken);
        if (factor is not null && await factors.CheckAsync(factor, command.Code, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await limits.SucceededAsync(key, request.RemoteAddress, cancellationToken);
        return await StartAsync(account, device, command, factor is not null, cancellationToken);
    }

    private void NoteRefused(Account? account, string area) =>
        usage.Note(account?.Id, UsageKind.Security, area, new CallFacts(request.RemoteAddress, request.UserAgent));

    private async Task<Result<SignInView>> StartAsync(Account account, KnownDevice? device, SignIn command, bool showedFactor, CancellationToken cancellationToken)
    {
        if (hashing.IsOutdated(account.PasswordHash) && await hashing.HashAsync(command.Password, cancellationToken) is { Succeeded: true } stronger)
        {
            account.Rehash(stronger.Value);
        }

        var deviceToken = command.DeviceToken;
        if (device is null)
        {
            deviceToken = SecretToken.Make();
            device = new KnownDevice { AccountId = account.Id, TokenHash = SecretToken.Hash(deviceToken), SeenAt = clock.GetUtcNow().UtcDateTime };
            db.Devices.Add(device);
        }

        var (session, view) = issue.Start(account, device, deviceToken!, request.UserAgent, showedFactor);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }
}
