using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>Whether a person's data may be processed in a region (C-38, C-39); a region that is not known counts as abroad.</summary>
internal sealed class TransferRules(
    ConsentDbContext db, ConsentPolicy policy, ProcessorRegister register, DocumentsInForce inForce, DocumentTexts texts)
{
    private const string Consented = "dataResidency.transferConsent (C-39)";

    /// <summary>Whether data there is a transfer across borders: anywhere but home, and where the profile has no home anywhere at all.</summary>
    public bool IsTransfer(string? region) => region is not null && region != policy.DataResidency.Primary;

    /// <summary>Why not; null when it may.</summary>
    public async Task<Refusal?> CheckAsync(Guid subjectId, string? region, CancellationToken cancellationToken)
    {
        if (policy.DataResidency.Primary is { } home && region == home)
        {
            return null;
        }

        if (policy.DataResidency.Mode is ResidencyMode.Global && !await IsAssessedAsync(region, cancellationToken))
        {
            return new RegionNotAllowed(region is null ? "The register does not say where this processor works." : $"No valid assessment says that data is safe in {region}.")
            {
                Rule = "dataResidency.mode (C-38)",
            };
        }

        return policy.DataResidency.TransferConsent switch
        {
            TransferConsentMode.Express when await ConsentLedger.StateAsync(db, subjectId, ConsentPurpose.TransferAbroad, cancellationToken) is not ConsentState.Given =>
                new TransferConsentRequired { Rule = Consented },
            TransferConsentMode.ByAcceptance when !await HasAcceptedAsync(subjectId, cancellationToken) => new TransferConsentRequired { Rule = Consented },
            _ => null,
        };
    }

    private Task<bool> IsAssessedAsync(string? region, CancellationToken cancellationToken)
    {
        var today = register.Today;
        return db.Regions.AnyAsync(r => r.Region == region && r.AssessedUntilOn >= today, cancellationToken);
    }

    private async Task<bool> HasAcceptedAsync(Guid subjectId, CancellationToken cancellationToken) =>
        (await inForce.ForAsync(subjectId, texts.AtRegistration, cancellationToken)).All(standing => standing.Accepted > 0);
}
