using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Holds;

/// <summary>A legal hold.</summary>
/// <param name="Id">The hold.</param>
/// <param name="AccountId">Whose data is kept.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reference">The proceeding, order or claim.</param>
/// <param name="ReviewOn">The day on which somebody looks whether it is still needed.</param>
/// <param name="RequestedAt">Since when.</param>
/// <param name="ConfirmedAt">When a second person confirmed it.</param>
/// <param name="ReleaseReason">Why it may end, once somebody asked for its end.</param>
/// <param name="ReleasedAt">When it ended.</param>
internal sealed record LegalHoldView(
    Guid Id, [property: ID("Account")] Guid AccountId, LegalHoldState State, string Reason, string Reference, DateOnly ReviewOn, DateTime RequestedAt,
    DateTime? ConfirmedAt, string? ReleaseReason, DateTime? ReleasedAt);

/// <summary>The legal holds: who is under one, for the other modules, and how one looks.</summary>
internal sealed class HoldRegister(ConsentDbContext db, IVault vault, TimeProvider clock) : ILegalHolds, IHeldPeople
{
    public async Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) =>
        await Holding().Select(h => h.SubjectId).Distinct().ToListAsync(cancellationToken);

    /// <summary>The holds that stop deletion now, of one person.</summary>
    public Task<List<LegalHold>> OnAsync(Guid subjectId, CancellationToken cancellationToken) =>
        Holding().Where(h => h.SubjectId == subjectId).OrderBy(h => h.RequestedAt).ToListAsync(cancellationToken);

    public async Task<LegalHoldView> ViewAsync(LegalHold hold, CancellationToken cancellationToken)
    {
        var words = await vault.OpenAsync(hold.Words, cancellationToken);
        var ended = hold.ReleaseReason is { } reason ? await vault.OpenAsync(reason, cancellationToken) : null;
        return new(
            hold.Id, hold.SubjectId, hold.StateAt(clock.GetUtcNow().UtcDateTime), words.Reason, words.Reference, hold.ReviewOn, hold.RequestedAt,
            hold.ConfirmedAt, ended, hold.ReleasedAt);
    }

    private IQueryable<LegalHold> Holding()
    {
        var since = clock.GetUtcNow().UtcDateTime - LegalHold.Unconfirmed;
        return db.Holds.AsNoTracking().Where(h => h.ReleasedAt == null && (h.ConfirmedAt != null || h.RequestedAt > since));
    }
}

/// <summary>The legal holds on one person's data, or all that nobody ended, newest first, at most 200 (R95).</summary>
/// <param name="AccountId">Whose data.</param>
[Query, Allow(Role.PrivacyOfficer, Role.Administrator)]
internal sealed record LegalHolds([property: ID("Account")] Guid? AccountId = null) : IQuery<IReadOnlyList<LegalHoldView>>;

internal sealed class LegalHoldsHandler(ConsentDbContext db, HoldRegister register, IAccessGate gate) : IQueryHandler<LegalHolds, IReadOnlyList<LegalHoldView>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<LegalHoldView>>> Handle(LegalHolds query, CancellationToken cancellationToken)
    {
        var holds = await db.Holds.AsNoTracking().Where(h => query.AccountId == null ? h.ReleasedAt == null : h.SubjectId == query.AccountId)
            .OrderByDescending(h => h.RequestedAt).Take(Most).ToListAsync(cancellationToken);
        List<LegalHoldView> views = [];
        foreach (var hold in holds)
        {
            if (await gate.AskAsync(new(hold.SubjectId, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger, hold.Id), cancellationToken) is { } denied)
            {
                return denied;
            }

            views.Add(await register.ViewAsync(hold, cancellationToken));
        }

        return views;
    }
}
