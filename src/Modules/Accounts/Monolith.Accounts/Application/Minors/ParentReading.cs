using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Minors;

/// <summary>A parent's consent that came with a registration.</summary>
/// <param name="Given">What the age rule needs to know of it.</param>
/// <param name="ConsentId">Which; null without one.</param>
internal sealed record ParentFound(ParentGiven Given, Guid? ConsentId);

/// <summary>An applicant is under age.</summary>
/// <param name="ConsentId">The parent's consent.</param>
/// <param name="AdultAt">When they come of age.</param>
internal sealed record Minority(Guid ConsentId, DateTime AdultAt);

/// <summary>Finds parents' consents for registrations, and leaves out what is not collected of those under age.</summary>
internal sealed class ParentReading(AccountsDbContext db, AccountsPolicy policy, MinorClock minors, TimeProvider clock)
{
    /// <summary>The consent behind the token, if it can carry an account.</summary>
    public async Task<ParentFound> FindAsync(string? token, string? country, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.Hash(token?.Trim() ?? ""), clock.GetUtcNow().UtcDateTime);
        var consent = policy.Age.ParentalVerification is null || token is null
            ? null
            : await db.ParentalConsents.Where(c => c.CodeHash == hash && c.State == ParentalConsentState.Verified && c.AccountId == null && c.EndsAt > now)
                .Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancellationToken);
        return new ParentFound(new ParentGiven(minors.NeedsParent(country), consent is not null), consent);
    }

    /// <summary>Whether the applicant is under age; then the fields that limited mode does not collect are taken out (O7-10.5).</summary>
    public Minority? MinorityOf(RegisterClient command, ParentFound parent, Dictionary<string, string> fields)
    {
        if (parent.ConsentId is not { } consentId || command.DateOfBirth is not { } born || minors.AdultAt(born) is var adultAt && adultAt <= clock.GetUtcNow().UtcDateTime)
        {
            return null;
        }

        foreach (var name in LimitedFeatures.Closes(policy.Age, LimitedFeatures.OptionalFields, true) ? Optional() : [])
        {
            fields.Remove(name);
        }

        return new Minority(consentId, minors.AdultAt(born));
    }

    /// <summary>Whether the account is somebody's under age.</summary>
    public Task<bool> IsMinorAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return policy.Age.ParentalVerification is null ? Task.FromResult(false) : db.Minors.AnyAsync(m => m.AccountId == accountId && m.AdultAt > now, cancellationToken);
    }

    /// <summary>The fields that are neither required nor one of a group that is.</summary>
    public List<string> Optional() =>
        [.. policy.Registration.Fields.Where(f => !f.Required && !policy.Registration.AnyOf.Any(group => group.Contains(f.Name))).Select(f => f.Name)];
}
