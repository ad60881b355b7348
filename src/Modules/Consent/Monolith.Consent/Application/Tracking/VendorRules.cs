using Microsoft.EntityFrameworkCore;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>
/// Which vendors may be told of a person's visits now (O7-4.12, O7-4.13): those the operator named, bound for just this, whose category of cookies and opt-out
/// allow it, and whose every purpose is open for the person. A visitor is known by their choices of cookies alone, so what rests on consent is closed to them.
/// </summary>
internal sealed class VendorRules(
    ConsentDbContext db, ConsentPolicy policy, IVendorLine line, TrackingChoices choices, UseRules uses, TransferRules transfers, ProcessorRegister register) : IVisitFacts
{
    /// <summary>The one field of an agreement under which a vendor is told.</summary>
    public const string Field = "pseudonymousEvent";

    private const string Advertising = "ADVERTISING";
    private const string Analytics = "ANALYTICS";

    public async Task<Guid?> FollowedAsAsync(Guid? accountId, string? visitor, CancellationToken cancellationToken)
    {
        if (line.Vendors.Count == 0)
        {
            return null;
        }

        var person = accountId ?? (await choices.VisitorAsync(visitor, cancellationToken))?.Id;
        return person is { } id && (await OpenAsync(id, accountId is not null, cancellationToken)).Count > 0 ? id : null;
    }

    /// <summary>The vendors that may be told of this person.</summary>
    public async Task<IReadOnlyList<OutsideProcessor>> OpenAsync(Guid personId, bool isAccount, CancellationToken cancellationToken)
    {
        if (line.Vendors.Count == 0 || await db.Erasures.AnyAsync(e => e.SubjectId == personId, cancellationToken))
        {
            return [];
        }

        var choice = isAccount ? await choices.OfAccountAsync(personId, cancellationToken) : await choices.OfRowAsync(personId, cancellationToken);
        string[] kinds = policy.Advertising is AdvertisingMode.Targeted ? [Analytics, Advertising] : [Analytics];
        List<OutsideProcessor> open = [];
        foreach (var vendor in (await register.BoundAsync(kinds, cancellationToken)).Where(v => line.Vendors.Contains(v.Name) && v.Excess([Field]) is null))
        {
            if (Allows(choice, vendor) && await IsOpenAsync(vendor, personId, isAccount, cancellationToken))
            {
                open.Add(vendor);
            }
        }

        return open;
    }

    // A vendor without an entry among the trackers follows every category of third parties.
    private bool Allows(TrackingChoice choice, OutsideProcessor vendor)
    {
        var tracker = policy.Trackers.Register.FirstOrDefault(t => t.Vendor == vendor.Name);
        return choice.IsKnown && (tracker is null
            ? policy.Cookies.Categories.Where(c => c.Party is CookieParty.Third).All(choice.Allows)
            : !choice.OptedOut.Contains(TrackingChoices.KeyOf(tracker)) && (tracker.Category is not { } name || choice.Allows(policy.Cookies.Categories.First(c => c.Name == name))));
    }

    private async Task<bool> IsOpenAsync(OutsideProcessor vendor, Guid personId, bool isAccount, CancellationToken cancellationToken)
    {
        if (await transfers.CheckAsync(personId, vendor.Region, cancellationToken) is not null)
        {
            return false;
        }

        var agreed = policy.Purposes.Where(p => vendor.Agreed(p.Key)).ToList();
        foreach (var purpose in agreed)
        {
            var isClosed = isAccount
                ? await uses.CheckAsync(personId, purpose.Key, null, cancellationToken) is not null
                : purpose.Basis is LegalBasis.Consent || await uses.IsUnweighedAsync(purpose, cancellationToken);
            if (isClosed)
            {
                return false;
            }
        }

        return agreed.Count > 0;
    }
}
