using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>
/// A published document: the version in force, or any earlier or announced one by its number (CA-1.1, CA-6.2). For an account that did not
/// approve a change which needs approval, the earlier version is in force (HU-57).
/// </summary>
/// <param name="Kind">The document; the privacy policy when absent.</param>
/// <param name="Number">The version; the one in force when absent.</param>
[Query, AllowAnyone]
internal sealed record PolicyDocument(DocumentKind? Kind, int? Number) : IQuery<PolicyVersionView>;

internal sealed class PolicyDocumentHandler(ConsentDbContext db, DocumentTexts texts, DocumentsInForce inForce, ICurrentUser user) : IQueryHandler<PolicyDocument, PolicyVersionView>
{
    public async Task<Result<PolicyVersionView>> Handle(PolicyDocument query, CancellationToken cancellationToken)
    {
        var kind = query.Kind ?? DocumentKind.Privacy;
        var number = query.Number ?? (await inForce.ForAsync(user.Id, [kind], cancellationToken)).FirstOrDefault()?.InForce.Number;
        var version = await db.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Kind == kind && v.Number == number, cancellationToken);
        return version is null ? new PolicyVersionNotFound() : PolicyVersionView.Of(version, texts);
    }
}

/// <summary>All versions of a document, newest first: those in force, past and announced (TH-4, CA-14.1).</summary>
/// <param name="Kind">The document; all documents when absent.</param>
[Query, AllowAnyone]
internal sealed record PolicyVersions(DocumentKind? Kind) : IQuery<IReadOnlyList<PolicyVersionView>>;

internal sealed class PolicyVersionsHandler(ConsentDbContext db, DocumentTexts texts) : IQueryHandler<PolicyVersions, IReadOnlyList<PolicyVersionView>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<PolicyVersionView>>> Handle(PolicyVersions query, CancellationToken cancellationToken)
    {
        var versions = await db.Versions.AsNoTracking()
            .Where(v => query.Kind == null || v.Kind == query.Kind)
            .OrderBy(v => v.Kind).ThenByDescending(v => v.Number).Take(Most)
            .ToListAsync(cancellationToken);
        return versions.ConvertAll(v => PolicyVersionView.Of(v, texts));
    }
}

/// <summary>A version by its id.</summary>
[AllowAnyone]
internal sealed record PolicyVersionById(Guid VersionId) : IQuery<PolicyVersionView>;

internal sealed class PolicyVersionByIdHandler(ConsentDbContext db, DocumentTexts texts) : IQueryHandler<PolicyVersionById, PolicyVersionView>
{
    public async Task<Result<PolicyVersionView>> Handle(PolicyVersionById query, CancellationToken cancellationToken) =>
        await db.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == query.VersionId, cancellationToken) is { } version
            ? PolicyVersionView.Of(version, texts)
            : new PolicyVersionNotFound();
}

/// <summary>The documents that a person accepts together with this one, in the versions that bind the caller (AP-2, AP-3).</summary>
/// <param name="Kind">The document.</param>
[AllowAnyone]
internal sealed record DocumentsAcceptedWith(DocumentKind Kind) : IQuery<IReadOnlyList<PolicyVersionView>>;

internal sealed class DocumentsAcceptedWithHandler(ConsentDbContext db, DocumentTexts texts, DocumentsInForce inForce, ICurrentUser user)
    : IQueryHandler<DocumentsAcceptedWith, IReadOnlyList<PolicyVersionView>>
{
    public async Task<Result<IReadOnlyList<PolicyVersionView>>> Handle(DocumentsAcceptedWith query, CancellationToken cancellationToken)
    {
        if (!texts.AtRegistration.Contains(query.Kind))
        {
            return Array.Empty<PolicyVersionView>();
        }

        var others = await inForce.ForAsync(user.Id, [.. texts.AtRegistration.Where(kind => kind != query.Kind)], cancellationToken);
        var ids = others.Select(s => s.InForce.Id).ToList();
        var versions = await db.Versions.AsNoTracking().Where(v => ids.Contains(v.Id)).OrderBy(v => v.Kind).ToListAsync(cancellationToken);
        return versions.ConvertAll(v => PolicyVersionView.Of(v, texts));
    }
}
