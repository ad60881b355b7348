using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Staff;

/// <summary>
/// Promises to keep to yourself what you learn of people here (TH-31, A-31); before that no data of theirs is shown to a member of staff. Signed
/// again it stays as it was. Refused with FIELD_REQUIRED.
/// </summary>
/// <param name="Affirmed">That you promise it, in the words of <c>confidentialityUndertaking</c>.</param>
[Mutation(Payload = "undertaking"), Allow(
    Role.Administrator, Role.GrievanceOfficer, Role.PrivacyOfficer, Role.CredentialVerifier, Role.Billing, Role.Support, Role.Marketing, Role.Auditor), Idempotent]
internal sealed record SignConfidentialityUndertaking(bool Affirmed) : ICommand<UndertakingView>;

/// <summary>The words of the undertaking of confidentiality, and when you signed them.</summary>
[Query("confidentialityUndertaking"), AllowSignedIn]
internal sealed record OwnUndertaking : IQuery<UndertakingView>;

/// <summary>The undertaking of confidentiality.</summary>
/// <param name="Words">What is promised.</param>
/// <param name="IsRequired">Whether nothing is shown before it is signed.</param>
/// <param name="SignedAt">When you signed it; null before.</param>
internal sealed record UndertakingView(string Words, bool IsRequired, DateTime? SignedAt);

/// <summary>Who signed. An undertaking is never taken back, so that those who signed are remembered.</summary>
internal sealed class SignedUndertakings
{
    private readonly ConcurrentDictionary<Guid, bool> signed = new();

    /// <summary>The words.</summary>
    public const string Words =
        "I keep to myself, during my work here and after it, what I learn of the people this service is for; I look at it only where a task of mine needs it. "
        + "I know that a breach can end my work here and be prosecuted.";

    /// <summary>Whether this account is known to have signed.</summary>
    public bool Knows(Guid accountId) => signed.ContainsKey(accountId);

    /// <summary>This account has signed.</summary>
    public void Remember(Guid accountId) => signed[accountId] = true;
}

internal sealed class SignConfidentialityUndertakingHandler(AccountsDbContext db, AccountsPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<SignConfidentialityUndertaking, UndertakingView>
{
    public async Task<Result<UndertakingView>> Handle(SignConfidentialityUndertaking command, CancellationToken cancellationToken)
    {
        if (!command.Affirmed)
        {
            return new FieldRequired("affirmed", "Promise it.");
        }

        var before = await db.Undertakings.AsNoTracking().Where(u => u.AccountId == user.Id).Select(u => (DateTime?)u.SignedAt).SingleOrDefaultAsync(cancellationToken);
        var signedAt = before ?? clock.GetUtcNow().UtcDateTime;
        if (before is null)
        {
            var words = SHA256.HashData(Encoding.UTF8.GetBytes(SignedUndertakings.Words));
            db.Undertakings.Add(new ConfidentialityUndertaking { AccountId = user.Id, SignedAt = signedAt, WordsHash = words });
        }

        await db.SaveChangesAsync(cancellationToken);
        return new UndertakingView(SignedUndertakings.Words, policy.Access.UndertakingRequired, signedAt);
    }
}

internal sealed class OwnUndertakingHandler(AccountsDbContext db, AccountsPolicy policy, ICurrentUser user) : IQueryHandler<OwnUndertaking, UndertakingView>
{
    public async Task<Result<UndertakingView>> Handle(OwnUndertaking query, CancellationToken cancellationToken) => new UndertakingView(
        SignedUndertakings.Words,
        policy.Access.UndertakingRequired,
        await db.Undertakings.AsNoTracking().Where(u => u.AccountId == user.Id).Select(u => (DateTime?)u.SignedAt).SingleOrDefaultAsync(cancellationToken));
}

/// <summary>No member of staff sees another person's data before they signed (TH-31). A program's key rests on whoever made it.</summary>
internal sealed class UndertakingVeto(AccountsDbContext db, AccountsPolicy policy, SignedUndertakings signed) : IAccessVeto
{
    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        var isStaff = user.Role is not (Role.Visitor or Role.Client or Role.Therapist or Role.Platform);
        if (!policy.Access.UndertakingRequired || !isStaff || request.SubjectId == user.Id || signed.Knows(user.Id))
        {
            return null;
        }

        var maker = await db.IntegratorKeys.AsNoTracking().Where(k => k.Id == user.Id).Select(k => (Guid?)k.MadeBy).SingleOrDefaultAsync(cancellationToken) ?? user.Id;
        if (!await db.Undertakings.AsNoTracking().AnyAsync(u => u.AccountId == maker, cancellationToken))
        {
            return new UndertakingRequired { Rule = "access.undertakingRequired (A-31)" };
        }

        signed.Remember(user.Id);
        return null;
    }
}
