using System.Buffers.Text;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Passkeys;

/// <summary>Begins ceremonies and takes each challenge once, whatever becomes of its answer (R35).</summary>
internal sealed class Ceremonies(
    AccountsDbContext db, IPasskeyVerifier verifier, SignInLimits limits, UsageLog usage, IServiceScopeFactory scopes, RequestScope request, ICurrentUser user, TimeProvider clock)
{
    /// <summary>Notes the challenge; the caller saves.</summary>
    public PasskeyOptionsView Begin(PasskeyPurpose purpose, Challenge challenge)
    {
        var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(challenge.State));
        var endsAt = clock.GetUtcNow().UtcDateTime + PasskeyCeremony.Life;
        db.PasskeyCeremonies.Add(new PasskeyCeremony
        {
            TokenHash = SecretToken.Hash(token),
            Purpose = purpose,
            SessionId = purpose is PasskeyPurpose.SignIn ? null : user.SessionId,
            EndsAt = endsAt,
        });
        return new PasskeyOptionsView(token, challenge.Options, endsAt);
    }

    /// <summary>Whether there are passkeys here, and whether this address asked too often.</summary>
    public async Task<Refusal?> RefusedAsync(CancellationToken cancellationToken) =>
        !verifier.IsOn ? new FeatureDisabled("Passkeys")
        : await limits.BeginPasskeyAsync(request.RemoteAddress, cancellationToken) is { } retryAt ? new RateLimited(retryAt)
        : null;

    /// <summary>What the answer is verified with; null when the challenge is unknown, used, too old, for something else or of another session.</summary>
    public async Task<string?> TakeAsync(string token, PasskeyPurpose purpose, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.Hash(token), clock.GetUtcNow().UtcDateTime);

        // In a transaction of its own: a refused answer has used its challenge up too.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(Ceremonies));
        var own = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var ceremony = await own.PasskeyCeremonies.SingleOrDefaultAsync(c => c.TokenHash == hash, cancellationToken);
        if (ceremony is null)
        {
            return null;
        }

        own.PasskeyCeremonies.Remove(ceremony);
        var isFirst = await own.SavedAsync(cancellationToken);
        var isBound = ceremony.Purpose == purpose && (purpose is PasskeyPurpose.SignIn || ceremony.SessionId == user.SessionId);
        return isFirst && isBound && ceremony.EndsAt > now ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : null;
    }

    /// <summary>Logs the refusal for whoever watches over sign-ins.</summary>
    public PasskeyRefused Refuse(Guid? accountId)
    {
        usage.Note(accountId, UsageKind.Security, "passkeyRefused", new CallFacts(request.RemoteAddress, request.UserAgent));
        return new PasskeyRefused();
    }
}

/// <summary>A challenge for a device. It is good once, for five minutes.</summary>
/// <param name="Ceremony">Send it back with the answer.</param>
/// <param name="Options">JSON for <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c>.</param>
/// <param name="EndsAt">Until when it is good.</param>
internal sealed record PasskeyOptionsView(string Ceremony, string Options, DateTime EndsAt);
