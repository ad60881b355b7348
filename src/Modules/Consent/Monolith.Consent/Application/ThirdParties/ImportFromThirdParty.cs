using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.ThirdParties;

/// <summary>A field and what a third party says it is.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">Its value.</param>
internal sealed record ThirdPartyField(string Name, string Value);

/// <summary>Data about a person that came from somebody else.</summary>
/// <param name="Id">The import.</param>
/// <param name="Kind">What the source is.</param>
/// <param name="Source">Its name.</param>
/// <param name="Basis">The legal basis it was taken on.</param>
/// <param name="Class">PUBLIC records stay when the person is erased; PERSONAL ones do not.</param>
/// <param name="Fields">What it said.</param>
/// <param name="ImportedAt">When it was taken in.</param>
internal sealed record ThirdPartyRecordView(
    Guid Id, ThirdPartyKind Kind, string Source, LegalBasis Basis, InformationClass Class, IReadOnlyList<ThirdPartyFieldView> Fields, DateTime ImportedAt)
{
    public static ThirdPartyRecordView Of(ThirdPartyRecord record, ThirdPartyWords words) => new(
        record.Id, record.Kind, words.Source, Enum.Parse<LegalBasis>(record.Basis), record.IsPublic ? InformationClass.Public : InformationClass.Personal,
        [.. words.Fields.Select(f => new ThirdPartyFieldView(f.Key, f.Value))], record.ImportedAt);
}

/// <summary>A field that came from somebody else.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">Its value.</param>
internal sealed record ThirdPartyFieldView(string Name, string Value);

/// <summary>
/// Takes in data about a person from somebody else, with its source and basis; the person sees both (HU-41, AP-96). Earlier imports stay beside it.
/// Refused with FEATURE_DISABLED where the service does not do that, REASON_REQUIRED without a source, NO_LEGAL_BASIS without a basis,
/// CONSENT_WITHDRAWN when the person objected to it, and FIELD_REQUIRED without fields.
/// </summary>
/// <param name="AccountId">Whose data.</param>
/// <param name="Kind">What the source is.</param>
/// <param name="Source">Its name.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Fields">What it says.</param>
/// <param name="PublicRecord">Whether anybody can read it there.</param>
[Mutation("importThirdPartyData", Payload = "thirdPartyRecord"), GraphQLName("ImportThirdPartyDataInput"), Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record ImportFromThirdParty(
    [property: ID("Account")] Guid AccountId, ThirdPartyKind Kind, string? Source, LegalBasis? Basis, IReadOnlyList<ThirdPartyField> Fields, bool PublicRecord = false)
    : ICommand<ThirdPartyRecordView>;

internal sealed class ImportFromThirdPartyHandler(
    ConsentDbContext db, ConsentPolicy policy, UseRules uses, IAccessGate gate, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ImportFromThirdParty, ThirdPartyRecordView>
{
    private const string Enrichment = "ENRICHMENT";

    public async Task<Result<ThirdPartyRecordView>> Handle(ImportFromThirdParty command, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(command, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var words = new ThirdPartyWords(command.Source!.Trim(), command.Fields.DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Value));
        var isPublic = command.PublicRecord && policy.Classification.Contains(InformationClass.Public);
        var record = new ThirdPartyRecord(command.AccountId, command.Kind, command.Basis!.Value.ToString(), isPublic, words, user.Id, clock.GetUtcNow().UtcDateTime);
        db.ThirdPartyRecords.Add(record);
        await db.SaveChangesAsync(cancellationToken);
        return ThirdPartyRecordView.Of(record, words);
    }

    private async Task<Refusal?> WhyNotAsync(ImportFromThirdParty command, CancellationToken cancellationToken)
    {
        if (!policy.Enrichment)
        {
            return new FeatureDisabled("Data from third parties") { Rule = "enrichment (C-40)" };
        }

        if (await gate.AskAsync(new AccessRequest(command.AccountId, DataClass.Case, AccessMode.Write, ImportGrant.Import), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (string.IsNullOrWhiteSpace(command.Source))
        {
            return new ReasonRequired("source");
        }

        if (command.Basis is null)
        {
            return new NoLegalBasis { Rule = "enrichment (C-40)" };
        }

        if (command.Fields.Count == 0 || command.Fields.Any(f => string.IsNullOrWhiteSpace(f.Name)))
        {
            return new FieldRequired("fields", "An import has at least one field with a name.");
        }

        return policy.Purposes.Any(p => p.Key == Enrichment) ? await uses.CheckAsync(command.AccountId, Enrichment, null, cancellationToken) : null;
    }
}

/// <summary>Whoever answers for imports may make them, and reaches nothing else with this purpose.</summary>
internal sealed class ImportGrant : IAccessGrant
{
    /// <summary>The purpose under which data of third parties is taken in.</summary>
    public const string Import = "THIRD_PARTY_IMPORT";

    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) => ValueTask.FromResult(
        request is { Purpose: Import, DataClass: DataClass.Case } && user.Role is (Role.PrivacyOfficer or Role.Administrator) ? "third-party-import" : null);
}
