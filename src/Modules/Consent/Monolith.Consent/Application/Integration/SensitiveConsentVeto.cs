using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Consent.Application.Integration;

/// <summary>
/// Health data is collected and used only while the person's explicit consent is in force, whoever asks (C-13, CA-12.2, CA-12.4); what client
/// and therapist write to each other is part of it. After withdrawal the record, messages included, stays readable, but nothing is
/// added to it and it is not matched on; duties of law and cases are not stopped by it.
/// </summary>
internal sealed class SensitiveConsentVeto(IConsentFacts consents, ConsentPolicy policy) : IAccessVeto
{
    private const string Rule = "sensitiveConsent (C-13)";

    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        var needsConsent = request.DataClass is DataClass.Health or DataClass.Communication
            && request.Purpose is not (Purpose.LegalObligation or Purpose.CaseHandling)
            && (request.Mode is AccessMode.Write || request.Purpose is Purpose.Matching);
        if (!needsConsent || policy.SensitiveConsent.Mode is SensitiveConsentMode.Off)
        {
            return null;
        }

        return await consents.StateAsync(request.SubjectId, ConsentPurpose.SensitiveData, cancellationToken) switch
        {
            ConsentState.Given => null,
            ConsentState.Withdrawn => new ConsentWithdrawn { Rule = Rule },
            _ => new ConsentRequired { Rule = Rule },
        };
    }
}
