using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Application.Uses;

/// <summary>Whether the caller's data may be used for a purpose now, and by which rule.</summary>
/// <param name="Purpose">The purpose or new use.</param>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Code">Why not: NO_LEGAL_BASIS, CONSENT_REQUIRED or CONSENT_WITHDRAWN; null when it may.</param>
/// <param name="Explanation">The same in a sentence.</param>
/// <param name="Rule">The rule that closed it; null when none did.</param>
/// <param name="RuleVersion">The version of the settings that were asked.</param>
internal sealed record UseDecisionView(string Purpose, bool Allowed, string? Code, string? Explanation, string? Rule, string RuleVersion);

/// <summary>
/// Whether the caller's data may be used for this purpose at this moment: what every optional use of the platform asks before it happens
/// (CA-7.4, AP-9, AP-105).
/// </summary>
/// <param name="Purpose">A key of <c>purposes</c> or <c>newUses</c>.</param>
/// <param name="Category">The class of data; all that the purpose uses when absent.</param>
[Query("useDecision"), AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record DecisionOnUse(string Purpose, InformationClass? Category = null) : IQuery<UseDecisionView>;

internal sealed class DecisionOnUseHandler(UseRules rules, PolicyProfile profile, ICurrentUser user) : IQueryHandler<DecisionOnUse, UseDecisionView>
{
    public async Task<Result<UseDecisionView>> Handle(DecisionOnUse query, CancellationToken cancellationToken)
    {
        var no = await rules.CheckAsync(user.Id, query.Purpose, query.Category, cancellationToken);
        return new UseDecisionView(query.Purpose, no is null, no?.Code, no?.Message, no?.Rule, profile.Version);
    }
}
