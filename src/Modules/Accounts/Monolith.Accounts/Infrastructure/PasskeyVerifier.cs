using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monolith.Accounts.Application.Passkeys;
using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Infrastructure;

/// <summary>The ceremonies as ASP.NET Core Identity verifies them, over the tables of Accounts.</summary>
internal sealed class PasskeyVerifier : IPasskeyVerifier, IDisposable
{
    private const int Es256 = -7;
    private const int Rs256 = -257;
    private readonly PasskeySite site;
    private readonly UserManager<Account> users;
    private readonly PasskeyHandler<Account> handler;

    public PasskeyVerifier(AccountsDbContext db, PasskeySite site, IServiceProvider services)
    {
        this.site = site;
        users = new UserManager<Account>(
            new PasskeyRows(db), Options.Create(new IdentityOptions()), new PasswordHasher<Account>(), [], [], new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(), services, NullLogger<UserManager<Account>>.Instance);
        handler = new PasskeyHandler<Account>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.Domain,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            AuthenticatorTimeout = PasskeyCeremony.Life,
            IsAllowedAlgorithm = static algorithm => algorithm is Es256 or Rs256,
            ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && site.Origins.Contains(origin.Origin, StringComparer.Ordinal)),
        }));
    }

    public bool IsOn => site.Domain is not null;

    public async Task<Challenge> AskForNewAsync(Account account, string email, CancellationToken cancellationToken)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = email, DisplayName = email }, Request(cancellationToken));
        return new Challenge(made.CreationOptionsJson, made.AttestationState!);
    }

    public async Task<Challenge> AskForOneAsync(Account? account, CancellationToken cancellationToken)
    {
        var made = await handler.MakeRequestOptionsAsync(account, Request(cancellationToken));
        return new Challenge(made.RequestOptionsJson, made.AssertionState!);
    }

    public async Task<PasskeyCredential?> VerifyNewAsync(string state, string answer, CancellationToken cancellationToken)
    {
        var verified = await handler.PerformAttestationAsync(new() { HttpContext = Request(cancellationToken), CredentialJson = answer, AttestationState = state });
        return verified.Succeeded ? Credential(verified.Passkey) : null;
    }

    public async Task<(Account Account, PasskeyCredential Credential)?> VerifyAsync(string state, string answer, CancellationToken cancellationToken)
    {
        var verified = await handler.PerformAssertionAsync(new() { HttpContext = Request(cancellationToken), CredentialJson = answer, AssertionState = state });
        return verified.Succeeded ? (verified.User, Credential(verified.Passkey)) : null;
    }

    public void Dispose() => users.Dispose();

    // Nothing is read from it: domain and addresses are given, not taken from what a caller says.
    private static DefaultHttpContext Request(CancellationToken cancellationToken) => new() { RequestAborted = cancellationToken };

    private static PasskeyCredential Credential(UserPasskeyInfo passkey) =>
        new(passkey.CredentialId, passkey.PublicKey, passkey.SignCount, passkey.IsBackupEligible, passkey.IsBackedUp);
}

/// <summary>What Identity asks of the tables to verify a passkey, and nothing else: it neither finds people by name nor writes.</summary>
internal sealed class PasskeyRows(AccountsDbContext db) : IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await db.Passkeys.AsNoTracking().Where(p => p.AccountId == user.Id).ToListAsync(cancellationToken)).Select(Of)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = await db.Passkeys.Where(p => p.CredentialId == credentialId).Select(p => (Guid?)p.AccountId).SingleOrDefaultAsync(cancellationToken);
        return id is null ? null : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == user.Id && p.CredentialId == credentialId, cancellationToken) is { } found ? Of(found) : null;

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private static UserPasskeyInfo Of(Passkey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, new DateTimeOffset(passkey.AddedAt, TimeSpan.Zero), (uint)passkey.SignCount, null, true,
        passkey.IsBackupEligible, passkey.IsBackedUp, [], []);
}
