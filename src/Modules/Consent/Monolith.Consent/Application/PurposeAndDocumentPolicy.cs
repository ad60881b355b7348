using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application;

/// <summary>A setting that depends on how much a change of policy matters.</summary>
internal sealed record BySeverity<T>(T Editorial, T Significant, T MaterialAdverse);

/// <summary>C-02 to C-04.</summary>
/// <param name="AtRegistration">C-02: kinds of documents accepted at sign-up.</param>
/// <param name="AdultAffirmation">C-02: the client also affirms being an adult.</param>
/// <param name="Gate">C-03: no service without acceptance.</param>
/// <param name="OnChange">C-04: what a new version asks of a client.</param>
internal sealed record AcceptancePolicy(IReadOnlyList<string> AtRegistration, bool AdultAffirmation, bool Gate, BySeverity<ReacceptanceMode> OnChange);

/// <summary>What a new version asks of those who accepted the one before (C-04).</summary>
internal enum ReacceptanceMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Using the service accepts it.</summary>
    ContinuedUse,

    /// <summary>Saying yes.</summary>
    Explicit,
}

/// <summary>C-05 to C-07.</summary>
/// <param name="Effective">C-05: when a version takes effect.</param>
/// <param name="NoticePeriod">C-06: between notice and effect; null = until the client approves.</param>
/// <param name="Channels">C-07: where the notice goes.</param>
internal sealed record PolicyChangePolicy(BySeverity<EffectMode> Effective, CalendarPeriod? NoticePeriod, BySeverity<IReadOnlyList<string>> Channels)
{
    public IEnumerable<ProfileFault> Check()
    {
        EffectMode[] modes = [Effective.Editorial, Effective.Significant, Effective.MaterialAdverse];
        if (modes.Contains(EffectMode.AfterNotice) && NoticePeriod is null or { Months: 0, Days: 0, Elapsed.Ticks: 0 })
        {
            yield return new("policyChange.noticePeriod", "must be longer than nothing when a change takes effect after notice");
        }

        if (NoticePeriod is null && !modes.Contains(EffectMode.OnApproval))
        {
            yield return new("policyChange.noticePeriod", "must not be null unless a change takes effect on approval");
        }
    }
}

/// <summary>When a version takes effect (C-05).</summary>
internal enum EffectMode
{
    /// <summary>When it is posted.</summary>
    OnPosting,

    /// <summary>When the notice period is over.</summary>
    AfterNotice,

    /// <summary>For each account when it approves.</summary>
    OnApproval,
}

/// <summary>C-08 to C-10.</summary>
/// <param name="DatePosition">C-08.</param>
/// <param name="DateLabel">C-08: the words before the date.</param>
/// <param name="InitialDate">C-09: <c>yyyy-MM-dd</c>, or <c>yyyy-MM</c> where the text says no day; null = the day of deployment (X-63).</param>
/// <param name="AtCollection">C-10: a notice at each point of collection.</param>
internal sealed partial record DocumentPolicy(DatePosition DatePosition, string DateLabel, string? InitialDate, bool AtCollection)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (InitialDate is { } date && !(YearMonth().IsMatch(date) || DateOnly.TryParseExact(date, "yyyy-MM-dd", out _)))
        {
            yield return new("document.initialDate", "must be a date such as 2026-01-31, or a month such as 2026-01");
        }
    }

    [GeneratedRegex(@"\A[0-9]{4}-(0[1-9]|1[0-2])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex YearMonth();
}

internal enum DatePosition
{
    Top,
    Bottom,
}

/// <summary>C-11: one purpose of processing.</summary>
/// <param name="Key">The name rules and records use.</param>
/// <param name="Basis">Its legal basis.</param>
/// <param name="Categories">The classes of data it may use.</param>
/// <param name="Optional">The client may opt out, or never opt in.</param>
internal sealed record PurposeEntry(string Key, LegalBasis Basis, IReadOnlyList<InformationClass> Categories, bool Optional);

/// <summary>What makes a use of personal data lawful (C-11).</summary>
internal enum LegalBasis
{
    /// <summary>The person agreed to it and can take that back.</summary>
    Consent,

    /// <summary>What the person asked for cannot be done without it.</summary>
    Contract,

    /// <summary>A law demands it.</summary>
    LegalObligation,

    /// <summary>An interest of the service that was weighed against the person's.</summary>
    LegitimateInterest,
}

/// <summary>A class of information, by how closely it is kept (C-45).</summary>
internal enum InformationClass
{
    /// <summary>Says who a person is.</summary>
    [JsonStringEnumMemberName("PERSONAL")]
    Personal,

    /// <summary>Says something about health.</summary>
    [JsonStringEnumMemberName("HEALTH")]
    Health,

    /// <summary>Needs express consent.</summary>
    [JsonStringEnumMemberName("SENSITIVE")]
    Sensitive,

    /// <summary>No longer leads back to a person.</summary>
    [JsonStringEnumMemberName("ANONYMISED")]
    Anonymised,

    /// <summary>Counts over many people.</summary>
    [JsonStringEnumMemberName("AGGREGATE")]
    Aggregate,

    /// <summary>Open to everybody.</summary>
    [JsonStringEnumMemberName("PUBLIC")]
    Public,
}

/// <summary>C-12.</summary>
/// <param name="BalancingTest">A purpose on legitimate interest needs a recorded balancing test.</param>
/// <param name="Interests">The closed list of interests that may be relied on (AP-8); empty = any interest that is named.</param>
internal sealed record LegalBasisPolicy(bool BalancingTest, IReadOnlyList<string> Interests);

/// <summary>C-13, C-51.</summary>
/// <param name="Mode">C-13.</param>
/// <param name="Regions">C-51: region codes that demand it, or ALL.</param>
internal sealed record SensitiveConsentPolicy(SensitiveConsentMode Mode, IReadOnlyList<string> Regions);

internal enum SensitiveConsentMode
{
    Off,
    Explicit,
    WhereRequired,
}

/// <summary>C-14, C-15, C-44.</summary>
/// <param name="Withdrawal">C-14.</param>
/// <param name="WarnOnWithdrawal">C-15: what stops is listed first.</param>
/// <param name="Social">C-44: consent given on social media counts for that content.</param>
internal sealed record WithdrawalPolicy(WithdrawalChannel Withdrawal, bool WarnOnWithdrawal, bool Social);

internal enum WithdrawalChannel
{
    ByRequest,
    ByRequestOrDirect,
    Direct,
    ProfilePage,
}

/// <summary>C-16, C-17, C-49.</summary>
/// <param name="OptOut">C-16: keys of purposes.</param>
/// <param name="NewUse">C-17.</param>
/// <param name="NewUseWindow">C-49: time to opt out of a new use; null = there is none.</param>
internal sealed record UsesPolicy(IReadOnlyList<string> OptOut, NewUseMode NewUse, CalendarPeriod? NewUseWindow);

internal enum NewUseMode
{
    Forbidden,
    OptOutWindow,
}

/// <summary>C-18 to C-20.</summary>
/// <param name="Basis">C-18.</param>
/// <param name="SimilarGoodsOnly">C-18: only goods like those bought or asked about.</param>
/// <param name="OptOutWithin">C-19: the latest date; the effect itself is immediate (X-35).</param>
/// <param name="Frequency">C-20: the client says how often.</param>
internal sealed record MarketingPolicy(MarketingBasis Basis, bool SimilarGoodsOnly, CountedPeriod? OptOutWithin, bool Frequency);

internal enum MarketingBasis
{
    Off,
    OptOut,
    OptIn,
}

/// <summary>A period and the days that count.</summary>
internal sealed record CountedPeriod(CalendarPeriod Period, PeriodCalendar Calendar);

internal enum PeriodCalendar
{
    Elapsed,
    BusinessDays,
}

/// <summary>C-21: messages about the account reach those who opted out of marketing.</summary>
internal sealed record AdministrativeMessages(bool AdministrativeAlways);
