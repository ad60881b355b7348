using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Sharing;

/// <summary>A subpoena on record.</summary>
/// <param name="Id">The subpoena; <c>recordDisclosure</c> takes it as <c>linkId</c>.</param>
/// <param name="AccountId">Whose data.</param>
/// <param name="Court">Which court.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Scope">What it asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Outcome">How contesting it ended.</param>
/// <param name="Argument">What was argued, or why nothing could be.</param>
/// <param name="NarrowedScope">What the court asks for since.</param>
/// <param name="ReceivedAt">When it was put on record.</param>
/// <param name="ContestedAt">When the outcome was.</param>
/// <param name="AnsweredAt">When it was answered.</param>
internal sealed record SubpoenaView(
    Guid Id, [property: ID("Account")] Guid AccountId, string Court, string Reference, string Scope, SubpoenaState State, ContestOutcome? Outcome,
    string? Argument, string? NarrowedScope, DateTime ReceivedAt, DateTime? ContestedAt, DateTime? AnsweredAt)
{
    public static async Task<SubpoenaView> OfAsync(Subpoena one, IVault vault, CancellationToken cancellationToken)
    {
        var words = await vault.OpenAsync(one.Words, cancellationToken);
        var contest = one.Contest is { } argued ? await vault.OpenAsync(argued, cancellationToken) : null;
        return new(
            one.Id, one.SubjectId, words.Court, words.Reference, words.Scope, one.State, one.Outcome, contest?.Reason, contest?.Scope,
            one.ReceivedAt, one.ContestedAt, one.AnsweredAt);
    }
}

/// <summary>Puts on record that a court wants a person's data (TH-46). Nothing is disclosed by it. Refused with FEATURE_DISABLED, FIELD_REQUIRED.</summary>
/// <param name="AccountId">Whose data.</param>
/// <param name="Court">Which court.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Scope">What it asks for.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent]
internal sealed record RecordSubpoena([property: ID("Account")] Guid AccountId, string Court, string Reference, string Scope) : ICommand<SubpoenaView>;

internal sealed class RecordSubpoenaHandler(ConsentDbContext db, ConsentPolicy policy, IAccessGate gate, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RecordSubpoena, SubpoenaView>
{
    public async Task<Result<SubpoenaView>> Handle(RecordSubpoena command, CancellationToken cancellationToken)
    {
        if (!policy.Disclosure.Asks(GroundNeed.Subpoena))
        {
            return new FeatureDisabled("A register of subpoenas");
        }

        if (await gate.AskAsync(new(command.AccountId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        (string Field, string Value)[] needed = [("court", command.Court), ("reference", command.Reference), ("scope", command.Scope)];
        if (Array.Find(needed, one => string.IsNullOrWhiteSpace(one.Value)) is { Field: { } missing })
        {
            return new FieldRequired(missing, "A subpoena names its court, its reference and what it asks for.");
        }

        var words = new SubpoenaWords(command.Court.Trim(), command.Reference.Trim(), command.Scope.Trim());
        var subpoena = new Subpoena(command.AccountId, words, user.Id, clock.GetUtcNow().UtcDateTime);
        db.Subpoenas.Add(subpoena);
        await db.SaveChangesAsync(cancellationToken);
        return await SubpoenaView.OfAsync(subpoena, vault, cancellationToken);
    }
}

/// <summary>
/// Records how arguing for the person's confidentiality ended, or why it is impossible (TH-47). A later outcome takes the place of an earlier one
/// until the subpoena is answered. Refused with SUBPOENA_NOT_FOUND, REASON_REQUIRED, FIELD_REQUIRED, ILLEGAL_STATE.
/// </summary>
/// <param name="SubpoenaId">The subpoena.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">What was argued; needed for NOT_POSSIBLE.</param>
/// <param name="NarrowedScope">What the court asks for now; needed for NARROWED.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent]
internal sealed record ContestSubpoena(Guid SubpoenaId, ContestOutcome Outcome, string? Reason = null, string? NarrowedScope = null) : ICommand<SubpoenaView>;

internal sealed class ContestSubpoenaHandler(ConsentDbContext db, IAccessGate gate, IVault vault, TimeProvider clock) : ICommandHandler<ContestSubpoena, SubpoenaView>
{
    public async Task<Result<SubpoenaView>> Handle(ContestSubpoena command, CancellationToken cancellationToken)
    {
        var subpoena = await db.Subpoenas.SingleOrDefaultAsync(s => s.Id == command.SubpoenaId, cancellationToken);
        if (subpoena is null)
        {
            return new SubpoenaNotFound();
        }

        if (await gate.AskAsync(new(subpoena.SubjectId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger, subpoena.Id), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (command.Outcome is ContestOutcome.NotPossible && string.IsNullOrWhiteSpace(command.Reason))
        {
            return new ReasonRequired("reason");
        }

        var narrowed = command.Outcome is ContestOutcome.Narrowed ? command.NarrowedScope?.Trim() : null;
        if (command.Outcome is ContestOutcome.Narrowed && string.IsNullOrEmpty(narrowed))
        {
            return new FieldRequired("narrowedScope", "Say what the court asks for now.");
        }

        if (subpoena.Record(command.Outcome, new ContestWords(command.Reason, narrowed), clock.GetUtcNow().UtcDateTime) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await SubpoenaView.OfAsync(subpoena, vault, cancellationToken);
    }
}

/// <summary>The subpoenas about one person, newest first.</summary>
/// <param name="AccountId">Whose data.</param>
[Query, Allow(Role.PrivacyOfficer, Role.Administrator)]
internal sealed record Subpoenas([property: ID("Account")] Guid AccountId) : IQuery<IReadOnlyList<SubpoenaView>>;

internal sealed class SubpoenasHandler(ConsentDbContext db, IAccessGate gate, IVault vault) : IQueryHandler<Subpoenas, IReadOnlyList<SubpoenaView>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<SubpoenaView>>> Handle(Subpoenas query, CancellationToken cancellationToken)
    {
        if (await gate.AskAsync(new(query.AccountId, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        List<SubpoenaView> views = [];
        foreach (var one in await db.Subpoenas.AsNoTracking().Where(s => s.SubjectId == query.AccountId).OrderByDescending(s => s.Id).Take(Most).ToListAsync(cancellationToken))
        {
            views.Add(await SubpoenaView.OfAsync(one, vault, cancellationToken));
        }

        return views;
    }
}
