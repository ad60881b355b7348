using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application;

/// <summary>C-22, C-23.</summary>
/// <param name="Mode">C-22.</param>
/// <param name="Categories">C-23.</param>
/// <param name="Guide">An address where cookies are explained to anybody; null = none.</param>
internal sealed record CookiesPolicy(CookieMode Mode, IReadOnlyList<CookieCategory> Categories, string? Guide);

/// <summary>How the service goes about cookies (C-22).</summary>
internal enum CookieMode
{
    /// <summary>It sets none.</summary>
    None,

    /// <summary>It says which it sets; the browser manages them.</summary>
    Notice,

    /// <summary>They are chosen by category.</summary>
    Categories,
}

/// <summary>C-23.</summary>
/// <param name="Name">The category.</param>
/// <param name="Type">Whether it outlives the browser.</param>
/// <param name="Administrator">Who sets it.</param>
/// <param name="Party">Third-party cookies are outside the policy.</param>
/// <param name="Default">On before anything is chosen.</param>
/// <param name="Purposes">What they are for, in words.</param>
/// <param name="Features">What does not work when they are refused.</param>
internal sealed record CookieCategory(
    string Name, CookieLife Type, string Administrator, CookieParty Party, bool Default, IReadOnlyList<string> Purposes, IReadOnlyList<string> Features);

/// <summary>Whether a cookie outlives the browser.</summary>
internal enum CookieLife
{
    /// <summary>It ends when the browser closes.</summary>
    Session,

    /// <summary>It is kept beyond the visit.</summary>
    Persistent,
}

/// <summary>Who sets a cookie.</summary>
internal enum CookieParty
{
    /// <summary>The service.</summary>
    First,

    /// <summary>Somebody else, who can recognise the person elsewhere.</summary>
    Third,
}

/// <summary>C-24, C-25.</summary>
internal sealed record TrackersPolicy(IReadOnlyList<TrackerEntry> Register, bool VendorOptOut);

/// <summary>C-24.</summary>
/// <param name="Vendor">The tool's name.</param>
/// <param name="Kind">What is placed in the page.</param>
/// <param name="OptOut">The vendor's own page, or PURPOSE for an opt-out by purpose; null = none.</param>
/// <param name="Regions">Region codes where it runs, or ALL.</param>
/// <param name="Category">The category of cookies it follows: refused, it is not placed; null = none.</param>
/// <param name="Channels">WEB, DESKTOP, MOBILE.</param>
/// <param name="Reports">What its reports tell of people beyond use: DEMOGRAPHICS, INTERESTS.</param>
/// <param name="Terms">The address of the vendor's own terms; null = none is published here.</param>
internal sealed record TrackerEntry(
    string Vendor, TrackerKind Kind, string? OptOut, IReadOnlyList<string> Regions, string? Category, IReadOnlyList<string> Channels,
    IReadOnlyList<string> Reports, string? Terms);

/// <summary>What a tool places in a page.</summary>
internal enum TrackerKind
{
    /// <summary>A tiny picture that is fetched.</summary>
    Beacon,

    /// <summary>A mark that a script reads.</summary>
    Tag,

    /// <summary>A script.</summary>
    Script,
}

/// <summary>C-26.</summary>
internal enum AdvertisingMode
{
    Off,
    Aggregate,
    Targeted,
}

/// <summary>C-27 to C-29.</summary>
/// <param name="Register">C-27: those known at deployment.</param>
/// <param name="AgreementRequired">C-28: nothing is shared before an agreement is recorded.</param>
/// <param name="FieldsByKind">C-29: kind of processor to all it may ever receive.</param>
internal sealed record ProcessorsPolicy(
    IReadOnlyList<ProcessorEntry> Register, bool AgreementRequired, IReadOnlyDictionary<string, IReadOnlyList<string>> FieldsByKind);

/// <summary>C-27.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Kind">What it does.</param>
/// <param name="AgreementOn">Date of the agreement; null = none is recorded yet.</param>
/// <param name="Purposes">Keys of the purposes agreed.</param>
/// <param name="Region">Where it works; null = not known.</param>
/// <param name="Fields">What it receives.</param>
internal sealed record ProcessorEntry(
    string Name, string Kind, DateOnly? AgreementOn, IReadOnlyList<string> Purposes, string? Region, IReadOnlyList<string> Fields);

/// <summary>C-30 to C-36.</summary>
/// <param name="Forbidden">C-30.</param>
/// <param name="Affiliates">C-31.</param>
/// <param name="Partners">C-32.</param>
/// <param name="Aggregate">C-33: who receives aggregates.</param>
/// <param name="Grounds">C-34: the closed list, each with what it asks for.</param>
/// <param name="ContestFirst">C-35: a subpoena is contested before it is obeyed.</param>
/// <param name="PriorApproval">C-36: an approval is tied to its recipient.</param>
internal sealed record DisclosurePolicy(
    IReadOnlyList<string> Forbidden,
    AffiliateMode Affiliates,
    PartnerMode Partners,
    IReadOnlyList<string> Aggregate,
    IReadOnlyList<DisclosureGround> Grounds,
    bool ContestFirst,
    bool PriorApproval)
{
    public IEnumerable<ProfileFault> Check()
    {
        foreach (var (index, ground) in Grounds.Index())
        {
            if (Grounds.Take(index).Any(g => g.Key == ground.Key))
            {
                yield return new($"disclosure.grounds[{index}].key", $"must not repeat {ground.Key}");
            }

            if (ground.Needs.Count == 0)
            {
                yield return new($"disclosure.grounds[{index}].needs", "must name at least one thing");
            }

            if (Forbidden.Contains(ground.Key))
            {
                yield return new($"disclosure.grounds[{index}].key", $"must not be {ground.Key}, which disclosure.forbidden has");
            }
        }

        if (Affiliates is AffiliateMode.Off && Asks(GroundNeed.Affiliate))
        {
            yield return new("disclosure.affiliates", "must not be Off when a ground needs an Affiliate");
        }

        if (Partners is PartnerMode.Off && Grounds.Any(g => g.Key.StartsWith("PARTNER", StringComparison.Ordinal)))
        {
            yield return new("disclosure.partners", "must not be Off when a ground names partners");
        }

        if (ContestFirst && !Asks(GroundNeed.Subpoena))
        {
            yield return new("disclosure.contestFirst", "must be false unless a ground needs a Subpoena");
        }
    }

    /// <summary>The ground of that name; null when the list has none.</summary>
    public DisclosureGround? Find(string key) => Grounds.FirstOrDefault(g => g.Key == key);

    /// <summary>Whether any ground asks for this.</summary>
    public bool Asks(GroundNeed need) => Grounds.Any(g => g.Needs.Contains(need));
}

internal enum AffiliateMode
{
    Off,
    BoundOnly,
}

internal enum PartnerMode
{
    Off,
    WithConsent,
}

/// <summary>C-37.</summary>
internal enum BusinessTransferMode
{
    Off,
    Allowed,
    NoticeFirst,
}

/// <summary>C-38, C-39.</summary>
/// <param name="Mode">C-38.</param>
/// <param name="Primary">C-38: country code where a copy always is; null unless pinned.</param>
/// <param name="TransferConsent">C-39.</param>
internal sealed record DataResidencyPolicy(ResidencyMode Mode, string? Primary, TransferConsentMode TransferConsent);

internal enum ResidencyMode
{
    Any,
    Pinned,
    Global,
}

internal enum TransferConsentMode
{
    None,
    ByAcceptance,
    Express,
}

/// <summary>C-41: aggregates outlive the people in them.</summary>
internal sealed record AggregatePolicy(bool AfterErasure);

/// <summary>C-42: the retention schedule is public.</summary>
internal sealed record RetentionNotice(bool Published);

/// <summary>C-43: links that leave the site say so.</summary>
internal sealed record LinksPolicy(bool ExternalNotice);

/// <summary>C-46: how often the policy is reviewed; null = no reminder.</summary>
internal sealed record ReviewPolicy(CalendarPeriod? ReviewEvery);

/// <summary>C-47: the frameworks the text claims.</summary>
internal sealed record CompliancePolicy(IReadOnlyList<string> Frameworks);

/// <summary>C-50.</summary>
internal enum LegalEntitlementMode
{
    ConsentOnly,
    ByRegion,
}
