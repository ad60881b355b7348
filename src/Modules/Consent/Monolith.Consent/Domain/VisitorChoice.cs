using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>
/// What somebody who is not signed in chose about cookies and analytics. It is found by a random token that only their browser has, and
/// says nothing about who they are.
/// </summary>
internal sealed class VisitorChoice : Entity
{
    private VisitorChoice()
    {
    }

    /// <summary>A visitor who begins to choose.</summary>
    public VisitorChoice(byte[] tokenHash, DateTime now) => (TokenHash, ChosenAt) = (tokenHash, now);

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>Categories of cookies that were accepted, joined with commas.</summary>
    public string Accepted { get; private set; } = "";

    /// <summary>Categories of cookies that were refused, joined with commas.</summary>
    public string Refused { get; private set; } = "";

    /// <summary>Vendors of analytics that were opted out of, joined with commas.</summary>
    public string OptedOut { get; private set; } = "";

    /// <summary>When something was last chosen, UTC.</summary>
    public DateTime ChosenAt { get; private set; }

    /// <summary>Whether a category is accepted; null when nothing was chosen.</summary>
    public bool? Of(string category) => Has(Accepted, category) ? true : Has(Refused, category) ? false : null;

    /// <summary>Whether a vendor was opted out of.</summary>
    public bool IsOptedOut(string vendor) => Has(OptedOut, vendor);

    /// <summary>Chooses for one category.</summary>
    public void Choose(string category, bool accepted, DateTime now)
    {
        Accepted = accepted ? With(Accepted, category) : Without(Accepted, category);
        Refused = accepted ? Without(Refused, category) : With(Refused, category);
        ChosenAt = now;
    }

    /// <summary>Opts out of one vendor.</summary>
    public void OptOut(string vendor, DateTime now) => (OptedOut, ChosenAt) = (With(OptedOut, vendor), now);

    private static string[] Split(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static bool Has(string joined, string item) => Split(joined).Contains(item);

    private static string With(string joined, string item) => string.Join(',', Split(joined).Append(item).Distinct());

    private static string Without(string joined, string item) => string.Join(',', Split(joined).Where(kept => kept != item));
}
