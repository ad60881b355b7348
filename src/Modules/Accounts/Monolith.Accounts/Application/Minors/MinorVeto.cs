using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// What is not done for somebody under age: nothing but their account and their rights while no parent consents (AP-86, X-13), and in limited
/// mode nothing of the features that the profile names (O7-10.6).
/// </summary>
internal sealed class MinorVeto(AccountsDbContext db, AccountsPolicy policy, TimeProvider clock) : IAccessVeto
{
    private static readonly HashSet<string> AlwaysOpen = [Purpose.AccountManagement, Purpose.CaseHandling, Purpose.LegalObligation];

    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        if (policy.Age.ParentalVerification is null || AlwaysOpen.Contains(request.Purpose))
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var minor = await db.Minors.AsNoTracking().SingleOrDefaultAsync(m => m.AccountId == request.SubjectId && m.AdultAt > now, cancellationToken);
        return minor switch
        {
            null => null,
            { State: not MinorState.Consented } => new ParentalConsentRequired { Rule = $"age.minorMode={policy.Age.MinorMode} (A-10)" },
            _ => LimitedFeatures.Closes(policy.Age, request.Purpose) is { } feature ? new FeatureDisabled(feature) { Rule = "age.limitedFeatures (A-14)" } : null,
        };
    }
}

/// <summary>The features that a limited minor does not get .</summary>
internal static class LimitedFeatures
{
    /// <summary>Fields that are not required are not collected.</summary>
    public const string OptionalFields = "optionalFields";

    /// <summary>How the platform is used is not recorded.</summary>
    public const string Tracking = "tracking";

    /// <summary>Whether the profile closes this feature to limited minors.</summary>
    public static bool Closes(AgePolicy policy, string feature, bool limited) =>
        limited && policy.MinorMode is MinorMode.LimitedWithParentalConsent && policy.LimitedFeatures.Contains(feature);

    /// <summary>The closed feature that a purpose belongs to; null when it is open.</summary>
    public static string? Closes(AgePolicy policy, string purpose)
    {
        var feature = purpose switch
        {
            Purpose.Payment => "orders",
            "MARKETING" => "marketing",
            _ => null,
        };
        return feature is not null && Closes(policy, feature, true) ? feature : null;
    }
}
