using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>What a person chose about cookies and analytics: an account by its consent records, a visitor by the token their browser keeps.</summary>
/// <param name="Chosen">Categories that were chosen, with the choice.</param>
/// <param name="OptedOut">Vendors that were opted out of.</param>
/// <param name="IsKnown">Whether there is somebody to tell apart from others.</param>
internal sealed record TrackingChoice(IReadOnlyDictionary<string, bool> Chosen, IReadOnlySet<string> OptedOut, bool IsKnown)
{
    /// <summary>Whether cookies of a category may be set: as chosen, else as the profile has it before anything is chosen.</summary>
    public bool Allows(CookieCategory category) => Chosen.TryGetValue(category.Name, out var accepted) ? accepted : category.Default;
}

/// <summary>Finds the choices of whoever asks.</summary>
internal sealed class TrackingChoices(ConsentDbContext db, ConsentPolicy policy, ICurrentUser user)
{
    /// <summary>A vendor as operations take it: <c>GOOGLE_ANALYTICS</c>.</summary>
    public static string KeyOf(TrackerEntry tracker) => tracker.Vendor.ToUpperInvariant().Replace(' ', '_');

    /// <summary>A fresh token for a visitor.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What of a token is stored.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The visitor's row; null when the token is unknown, or its choices are over.</summary>
    public Task<VisitorChoice?> VisitorAsync(string? token, CancellationToken cancellationToken) => FindAsync(db.VisitorChoices, token, cancellationToken);

    /// <summary>The choices of the caller, or of the visitor with this token when nobody is signed in.</summary>
    public async Task<TrackingChoice> OfAsync(string? token, CancellationToken cancellationToken)
    {
        if (user.Role is not Role.Visitor)
        {
            return await OfAccountAsync(user.Id, cancellationToken);
        }

        return await OfVisitorAsync(token, cancellationToken);
    }

    /// <summary>The choices of the visitor with this token.</summary>
    public async Task<TrackingChoice> OfVisitorAsync(string? token, CancellationToken cancellationToken) =>
        Of(await FindAsync(db.VisitorChoices.AsNoTracking(), token, cancellationToken));

    /// <summary>The choices of the visitor with this row.</summary>
    public async Task<TrackingChoice> OfRowAsync(Guid id, CancellationToken cancellationToken) =>
        Of(await db.VisitorChoices.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancellationToken));

    private TrackingChoice Of(VisitorChoice? visitor)
    {
        var chosen = from category in policy.Cookies.Categories
                     let choice = visitor?.Of(category.Name)
                     where choice is not null
                     select KeyValuePair.Create(category.Name, choice.Value);
        var left = policy.Trackers.Register.Select(KeyOf).Where(vendor => visitor?.IsOptedOut(vendor) is true);
        return new(new Dictionary<string, bool>(chosen), left.ToHashSet(), visitor is not null);
    }

    /// <summary>The choices of an account.</summary>
    public async Task<TrackingChoice> OfAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var events = await db.Records.AsNoTracking()
            .Where(r => r.SubjectId == accountId && (r.Purpose == ConsentPurpose.Cookies || r.Purpose == ConsentPurpose.Analytics))
            .Select(r => new { r.Purpose, r.Topic, r.Sequence, r.Event }).ToListAsync(cancellationToken);
        var last = events.GroupBy(e => (e.Purpose, e.Topic)).Select(g => g.MaxBy(e => e.Sequence)!).ToList();
        var chosen = last.Where(e => e.Purpose is ConsentPurpose.Cookies).ToDictionary(e => e.Topic, e => ConsentRecord.StateAfter(e.Event) is ConsentState.Given);
        var left = last.Where(e => e.Purpose is ConsentPurpose.Analytics && ConsentRecord.StateAfter(e.Event) is ConsentState.Withdrawn);
        return new(chosen, left.Select(e => e.Topic).ToHashSet(), IsKnown: true);
    }

    private static async Task<VisitorChoice?> FindAsync(IQueryable<VisitorChoice> rows, string? token, CancellationToken cancellationToken)
    {
        if (token is null)
        {
            return null;
        }

        var hash = HashOf(token);
        return await rows.SingleOrDefaultAsync(v => v.TokenHash == hash, cancellationToken);
    }
}
