using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application;

/// <summary>The profile's section <c>consent</c> (C-01 to C-51).</summary>
/// <param name="Documents">C-01: kinds of published documents.</param>
/// <param name="Acceptance">C-02 to C-04.</param>
/// <param name="PolicyChange">C-05 to C-07.</param>
/// <param name="Document">C-08 to C-10.</param>
/// <param name="Purposes">C-11.</param>
/// <param name="Collection">Purpose to the fields that are collected for it (AP-94): the fields of registration, use and providers each have one.</param>
/// <param name="LegalBasis">C-12.</param>
/// <param name="SensitiveConsent">C-13, C-51.</param>
/// <param name="Consent">C-14, C-15, C-44.</param>
/// <param name="Uses">C-16, C-17, C-49.</param>
/// <param name="Marketing">C-18 to C-20.</param>
/// <param name="Messages">C-21.</param>
/// <param name="Cookies">C-22, C-23.</param>
/// <param name="Trackers">C-24, C-25.</param>
/// <param name="Advertising">C-26.</param>
/// <param name="Processors">C-27 to C-29.</param>
/// <param name="Disclosure">C-30 to C-36.</param>
/// <param name="BusinessTransfer">C-37.</param>
/// <param name="DataResidency">C-38, C-39.</param>
/// <param name="Enrichment">C-40: data of third parties may be added.</param>
/// <param name="Aggregate">C-41.</param>
/// <param name="Retention">C-42.</param>
/// <param name="Links">C-43.</param>
/// <param name="Classification">C-45: the classes of data the policy knows.</param>
/// <param name="Policy">C-46.</param>
/// <param name="Compliance">C-47.</param>
/// <param name="Experiments">C-48: tests of variants, gated by the tracking choice.</param>
/// <param name="LegalEntitlement">C-50: how "where the law allows" is read.</param>
internal sealed record ConsentPolicy(
    IReadOnlyList<string> Documents,
    AcceptancePolicy Acceptance,
    PolicyChangePolicy PolicyChange,
    DocumentPolicy Document,
    IReadOnlyList<PurposeEntry> Purposes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Collection,
    LegalBasisPolicy LegalBasis,
    SensitiveConsentPolicy SensitiveConsent,
    WithdrawalPolicy Consent,
    UsesPolicy Uses,
    MarketingPolicy Marketing,
    AdministrativeMessages Messages,
    CookiesPolicy Cookies,
    TrackersPolicy Trackers,
    AdvertisingMode Advertising,
    ProcessorsPolicy Processors,
    DisclosurePolicy Disclosure,
    BusinessTransferMode BusinessTransfer,
    DataResidencyPolicy DataResidency,
    bool Enrichment,
    AggregatePolicy Aggregate,
    RetentionNotice Retention,
    LinksPolicy Links,
    IReadOnlyList<InformationClass> Classification,
    ReviewPolicy Policy,
    CompliancePolicy Compliance,
    bool Experiments,
    LegalEntitlementMode LegalEntitlement) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check() =>
        CheckDocuments().Concat(CheckPurposes()).Concat(CheckUses()).Concat(CheckSharing()).Concat(CheckProcessors())
            .Concat(PolicyChange.Check()).Concat(Document.Check()).Concat(Disclosure.Check());

    private IEnumerable<ProfileFault> CheckDocuments()
    {
        if (!Documents.Contains("PRIVACY"))
        {
            yield return new("documents", "must contain PRIVACY");
        }

        foreach (var kind in Acceptance.AtRegistration.Except(Documents))
        {
            yield return new("acceptance.atRegistration", $"must not name {kind}, which is not in documents");
        }

        if (Acceptance.AtRegistration.Count == 0)
        {
            yield return new("acceptance.atRegistration", "must name at least one of documents");
        }
    }

    private IEnumerable<ProfileFault> CheckPurposes()
    {
        if (Purposes.Count == 0)
        {
            yield return new("purposes", "must name at least one purpose");
        }

        foreach (var (index, purpose) in Purposes.Index())
        {
            if (Purposes.Take(index).Any(p => p.Key == purpose.Key))
            {
                yield return new($"purposes[{index}].key", $"must not repeat {purpose.Key}");
            }

            if (purpose.Categories.Count == 0 || purpose.Categories.Except(Classification).Any())
            {
                yield return new($"purposes[{index}].categories", "must name at least one class, all of them in classification");
            }
        }
    }

    private IEnumerable<ProfileFault> CheckUses()
    {
        foreach (var key in Collection.Keys.Where(k => Purposes.All(p => p.Key != k)))
        {
            yield return new($"collection.{key}", "must be one of purposes");
        }

        foreach (var key in Uses.OptOut.Where(k => !Purposes.Any(p => p.Key == k && p.Optional)))
        {
            yield return new("uses.optOut", $"must not name {key}, which is no optional purpose");
        }

        if (Uses.NewUse == NewUseMode.OptOutWindow != Uses.NewUseWindow.HasValue)
        {
            yield return new("uses.newUseWindow", "must be given when uses.newUse is OptOutWindow, and only then");
        }

        var marketing = Purposes.FirstOrDefault(p => p.Key == "MARKETING");
        if (Marketing.Basis != MarketingBasis.Off != marketing is not null)
        {
            yield return new("marketing.basis", "must be Off unless purposes has MARKETING");
        }

        if (Marketing.Basis == MarketingBasis.OptIn && marketing is not null && marketing.Basis != Application.LegalBasis.Consent)
        {
            yield return new("marketing.basis", "must not be OptIn unless the basis of MARKETING is Consent");
        }

        if (Marketing.Basis != MarketingBasis.Off != Marketing.OptOutWithin is not null)
        {
            yield return new("marketing.optOutWithin", "must be given unless marketing.basis is Off");
        }

        if (Marketing.OptOutWithin is { Calendar: PeriodCalendar.BusinessDays, Period: not { Months: 0, Elapsed.Ticks: 0 } })
        {
            yield return new("marketing.optOutWithin.period", "must be whole days when the calendar is BusinessDays");
        }
    }

    private IEnumerable<ProfileFault> CheckSharing()
    {
        if (Cookies.Mode == CookieMode.None == Cookies.Categories.Count > 0)
        {
            yield return new("cookies.categories", "must name at least one category unless cookies.mode is None");
        }

        if (Cookies.Mode == CookieMode.None && Trackers.Register.Count > 0)
        {
            yield return new("trackers.register", "must be empty when cookies.mode is None");
        }

        foreach (var (index, _) in Trackers.Register.Index().Where(t => t.Item.Category is { } name && Cookies.Categories.All(c => c.Name != name)))
        {
            yield return new($"trackers.register[{index}].category", "must be one of cookies.categories, or null");
        }

        if (!Disclosure.Forbidden.Contains("SALE"))
        {
            yield return new("disclosure.forbidden", "must contain SALE");
        }

        if (DataResidency.Mode == ResidencyMode.Pinned != DataResidency.Primary is not null)
        {
            yield return new("dataResidency.primary", "must be a country code when dataResidency.mode is Pinned, and null otherwise");
        }

        if (SensitiveConsent.Mode != SensitiveConsentMode.Off != SensitiveConsent.Regions.Count > 0)
        {
            yield return new("sensitiveConsent.regions", "must name regions or ALL unless sensitiveConsent.mode is Off");
        }
    }

    private IEnumerable<ProfileFault> CheckProcessors()
    {
        foreach (var (index, processor) in Processors.Register.Index())
        {
            if (processor.Purposes.Count == 0 || processor.Purposes.Any(k => Purposes.All(p => p.Key != k)))
            {
                yield return new($"processors.register[{index}].purposes", "must name at least one purpose, all of them in purposes");
            }

            if (!Processors.FieldsByKind.TryGetValue(processor.Kind, out var fields) || processor.Fields.Except(fields).Any())
            {
                yield return new($"processors.register[{index}].fields", $"must be within processors.fieldsByKind.{processor.Kind}");
            }
        }
    }
}
