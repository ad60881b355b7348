using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>What each ground of disclosure asks for (C-30, C-34 to C-36): whatever is not on the profile's closed list is refused.</summary>
internal sealed class DisclosureRules(
    ConsentDbContext db, ConsentPolicy policy, ProcessorRegister register, ConsentFacts consents, IVault vault, TimeProvider clock)
{
    private static readonly HashSet<string> ByReference =
        ["LEGAL_PROCESS", "SUBPOENA", "PUBLIC_AUTHORITY", "COURT_ORDER", "LAW_ENFORCEMENT", "ADMINISTRATIVE_REQUEST", "LEGAL"];

    private static readonly HashSet<string> ByApproval =
        ["EXPLICIT_CONSENT", "PRIOR_APPROVAL_REPORT", "PRIOR_APPROVAL_DISCUSSION", "CONSENT_OR_DIRECTION", "PARTNER"];

    /// <summary>Why it may not be disclosed; null when it may. An approval is used up by asking, with the caller's save.</summary>
    public async Task<Refusal?> CheckAsync(RecordDisclosure wish, CancellationToken cancellationToken)
    {
        if (wish.ForConsideration || policy.Disclosure.Forbidden.Contains(wish.Ground))
        {
            return new SaleForbidden { Rule = "disclosure.forbidden (C-30)" };
        }

        if (!policy.Disclosure.Grounds.Contains(wish.Ground))
        {
            return new DisclosureGroundRequired($"The ground is one of: {string.Join(", ", policy.Disclosure.Grounds)}.") { Rule = "disclosure.grounds (C-34)" };
        }

        return wish.Ground switch
        {
            "PROCESSOR" => await ProcessorAsync(wish, cancellationToken),
            "BUSINESS_TRANSFER" => new DisclosureGroundRequired("No deal has been announced."),
            "SUBPOENA" when policy.Disclosure.ContestFirst => new DisclosureGroundRequired("The subpoena has not been contested."),
            _ when ByApproval.Contains(wish.Ground) => await ApprovalAsync(wish, cancellationToken),
            _ when ByReference.Contains(wish.Ground) => string.IsNullOrWhiteSpace(wish.Reference) ? new DisclosureGroundRequired("Name the order or request.") : null,
            _ => string.IsNullOrWhiteSpace(wish.Reason) ? new DisclosureGroundRequired("Say why this ground holds.") : null,
        };
    }

    private async Task<Refusal?> ProcessorAsync(RecordDisclosure wish, CancellationToken cancellationToken)
    {
        var processor = await db.Processors.AsNoTracking().SingleOrDefaultAsync(p => p.Id == wish.ProcessorId, cancellationToken);
        if (processor is null)
        {
            return new ProcessorNotFound();
        }

        if (policy.Processors.AgreementRequired && processor.BindingOn(register.Today) is ProcessorBinding.NotBound)
        {
            return new ProcessorNotBound(processor.Kind) { Rule = "processors.agreementRequired (C-28)" };
        }

        if (wish.Purpose is null || !processor.Agreed(wish.Purpose))
        {
            return new PurposeNotAgreed();
        }

        var abroad = policy.DataResidency is { TransferConsent: TransferConsentMode.Express, Primary: { } home } && processor.Region != home;
        return abroad && await consents.StateAsync(wish.AccountId, ConsentPurpose.TransferAbroad, cancellationToken) is not ConsentState.Given
            ? new TransferConsentRequired { Rule = "dataResidency.transferConsent (C-39)" }
            : null;
    }

    private async Task<Refusal?> ApprovalAsync(RecordDisclosure wish, CancellationToken cancellationToken)
    {
        var approvals = await db.Approvals.Where(a => a.SubjectId == wish.AccountId && a.UsedAt == null).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        foreach (var approval in approvals)
        {
            if (string.Equals(await vault.OpenAsync(approval.Recipient, cancellationToken), wish.Recipient.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                approval.Use(clock.GetUtcNow().UtcDateTime);
                return null;
            }
        }

        return new ConsentRequired("The person did not approve this recipient.", "recipient") { Rule = "disclosure.priorApproval (C-36)" };
    }
}
