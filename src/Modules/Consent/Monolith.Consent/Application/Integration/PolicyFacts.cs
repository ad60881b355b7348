using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;

namespace Monolith.Consent.Application.Integration;

internal sealed class LinkFacts(ConsentPolicy policy) : ILinkFacts
{
    public bool HasNoticeOnOutsideLinks => policy.Links.ExternalNotice;
}

internal sealed class PolicyFacts(DocumentsInForce inForce, DocumentTexts texts) : IPolicyFacts
{
    public async Task<IReadOnlyList<DocumentVersion>> ToAcceptAsync(CancellationToken cancellationToken) =>
        [.. (await inForce.OfAsync(texts.AtRegistration, cancellationToken)).Select(v => new DocumentVersion(v.Id, v.Kind, v.Number))];

    public async Task<IReadOnlyList<DocumentVersion>> InForceAsync(Guid accountId, CancellationToken cancellationToken) =>
        [.. (await inForce.ForAsync(accountId, texts.AtRegistration, cancellationToken)).Select(s => new DocumentVersion(s.InForce.Id, s.InForce.Kind, s.InForce.Number))];
}
