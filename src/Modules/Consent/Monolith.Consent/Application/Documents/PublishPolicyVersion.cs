using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>A section as it is handed in.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What it says.</param>
internal sealed record SectionText(string Title, string Text);

/// <summary>
/// Publishes the next version of a document (TH-4, CA-14.1). When it takes effect and where it is announced follows from its severity and
/// the profile; the severity is raised to significant when a purpose, ground, recipient, period or age changed since the last version.
/// It binds everybody, so somebody else approves it first (R43). Refused with REAUTH_REQUIRED, FEATURE_DISABLED, FIELD_REQUIRED, SECOND_PERSON_REQUIRED.
/// </summary>
/// <param name="Kind">The document.</param>
/// <param name="Severity">How much it changes; significant when absent.</param>
/// <param name="Sections">The text; what the settings say when absent.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record PublishPolicyVersion(DocumentKind Kind, ChangeSeverity? Severity, IReadOnlyList<SectionText>? Sections) : ICommand<PolicyVersionView>;

internal sealed class PublishPolicyVersionHandler(ConsentDbContext db, PolicyPublisher publisher, DocumentTexts texts, ISecondPerson second, RequestScope scope, TimeProvider clock)
    : ICommandHandler<PublishPolicyVersion, PolicyVersionView>
{
    public async Task<Result<PolicyVersionView>> Handle(PublishPolicyVersion command, CancellationToken cancellationToken)
    {
        if (!texts.Kinds.Contains(command.Kind))
        {
            return new FeatureDisabled($"The document {command.Kind}");
        }

        if (command.Sections is { } given && (given.Count == 0 || given.Any(s => string.IsNullOrWhiteSpace(s.Title) || string.IsNullOrWhiteSpace(s.Text))))
        {
            return new FieldRequired("sections", "A document has at least one section, and each section has a title and a text.");
        }

        if (await second.AskAsync(command, [Role.Administrator, Role.PrivacyOfficer], cancellationToken) is { } waits)
        {
            return waits;
        }

        DocumentSection[]? written = command.Sections is null ? null : [.. command.Sections.Index().Select(s => new DocumentSection(s.Index + 1, s.Item.Title, s.Item.Text))];
        var version = await publisher.PublishAsync(command.Kind, written, command.Severity, cancellationToken);
        scope.Note(new AuditEntry
        {
            Id = Guid.CreateVersion7(),
            OccurredAt = clock.GetUtcNow().UtcDateTime,
            ActorId = scope.Id,
            ActorRole = scope.Role,
            Operation = scope.Operation,
            ObjectId = version.Id,
            Outcome = AuditOutcome.Done,
            Rule = "policyChange.effective (C-05)",
            RequestId = scope.RequestId,
            Details = $"{version.Kind} {version.Number} {version.Severity}",
        });
        await db.SaveChangesAsync(cancellationToken);
        return PolicyVersionView.Of(version, texts);
    }
}
