using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Emergencies;

/// <summary>
/// Breaks the glass for somebody you have no relation to: in an emergency, for an hour at most, you alone may see whom to call about one client (see <c>emergencyContact</c>). A privacy officer is told at once, another than you, or an administrator where
/// there is none; the client is told too, unless you say why not. A matched therapist needs no glass: see <c>openEmergencyContact</c>. Needs proof given in the last five minutes.
/// Refused with FEATURE_DISABLED, FIELD_REQUIRED, ACCOUNT_NOT_FOUND, REAUTH_REQUIRED, and ILLEGAL_STATE when there is nobody who could be told.
/// </summary>
/// <param name="ClientId">Whom it is about.</param>
/// <param name="Reason">What justifies it.</param>
/// <param name="Scope">How much you need; take the least.</param>
/// <param name="What">What happened; kept for whoever watches over it.</param>
/// <param name="Minutes">For how long, 1 to 60.</param>
/// <param name="ClientNotToldBecause">Only where telling the client now would do harm: why.</param>
[Mutation, Allow(Role.Support, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record OpenEmergencyAccess(
    [property: ID("Client")] Guid ClientId, SafetyConcern Reason, EmergencyScope Scope, string What, int Minutes, string? ClientNotToldBecause = null) : ICommand<EmergencyAccessView>;

/// <summary>An access that was opened in an emergency.</summary>
/// <param name="AccessId">Its id, for <c>emergencyContact</c>.</param>
/// <param name="ClientId">Whom it is about.</param>
/// <param name="OpenedById">Who opened it.</param>
/// <param name="OpenedAs">As what.</param>
/// <param name="Reason">What justified it.</param>
/// <param name="Scope">How much may be seen.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EndsAt">When it ends by itself.</param>
/// <param name="What">What happened, in the opener's words; only for the opener and the privacy officer.</param>
/// <param name="ClientNotToldBecause">Why the client was not told; null when they were.</param>
internal sealed record EmergencyAccessView(
    [property: ID("EmergencyAccess")] Guid AccessId, [property: ID("Client")] Guid ClientId, [property: ID("Account")] Guid OpenedById, Role OpenedAs, SafetyConcern Reason,
    EmergencyScope Scope, DateTime OpenedAt, DateTime EndsAt,
    string? What, string? ClientNotToldBecause)
{
    public static EmergencyAccessView Of(EmergencyAccess access, EmergencyWords? words) => new(
        access.Id, access.SubjectId, access.OpenedById, access.OpenedAs, access.Reason, access.Scope, access.OpenedAt, access.EndsAt, words?.What, words?.ClientNotToldBecause);
}

internal sealed class OpenEmergencyAccessHandler(
    AccountsDbContext db, AccountsPolicy policy, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock) : ICommandHandler<OpenEmergencyAccess, EmergencyAccessView>
{
    public async Task<Result<EmergencyAccessView>> Handle(OpenEmergencyAccess command, CancellationToken cancellationToken)
    {
        if (Refused(command) is { } refusal)
        {
            return refusal;
        }

        var client = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.ClientId && a.Kind == AccountKind.Client, cancellationToken);
        if (client is null)
        {
            return new AccountNotFound();
        }

        var watchers = await WatchersAsync(cancellationToken);
        if (watchers.Count == 0)
        {
            return new IllegalState("There is no second person who could be told of it.");
        }

        foreach (var told in command.ClientNotToldBecause is null ? [.. watchers, client] : watchers)
        {
            var template = told == client ? MessageTemplate.EmergencyContactOpened : MessageTemplate.EmergencyAccessOpened;
            db.OutgoingMessages.Add(post.Mail(told.Id, await vault.OpenAsync(told.Email, cancellationToken), template));
        }

        var words = new EmergencyWords(command.What.Trim(), command.ClientNotToldBecause?.Trim());
        var access = EmergencyAccess.Open(client.Id, user.Id, user.Role, command.Reason, command.Scope, words, clock.GetUtcNow().UtcDateTime, command.Minutes);
        db.EmergencyAccesses.Add(access);
        await db.SaveChangesAsync(cancellationToken);
        return EmergencyAccessView.Of(access, words);
    }

    private Refusal? Refused(OpenEmergencyAccess command) => command switch
    {
        _ when policy.Profile.EmergencyContact is EmergencyContactMode.Off => new FeatureDisabled("An emergency contact"),
        { What: var what } when string.IsNullOrWhiteSpace(what) => new FieldRequired("what", "Say what happened."),
        { Minutes: < 1 or > EmergencyAccess.MostMinutes } => new FieldRequired("minutes", $"Say for how many minutes, 1 to {EmergencyAccess.MostMinutes}."),
        { ClientNotToldBecause: { } reason } when string.IsNullOrWhiteSpace(reason) => new FieldRequired("clientNotToldBecause", "Say why the client is not told, or leave it out."),
        _ => null,
    };

    // The second person sees it beside whoever opened it: officers first, administrators where there is no other officer.
    private async Task<List<Account>> WatchersAsync(CancellationToken cancellationToken)
    {
        var staff = await db.Accounts.AsNoTracking()
            .Where(a => a.Id != user.Id && a.State == AccountState.Open && (a.Role == Role.PrivacyOfficer || a.Role == Role.Administrator)).ToListAsync(cancellationToken);
        return staff.Exists(a => a.Role is Role.PrivacyOfficer) ? staff.FindAll(a => a.Role is Role.PrivacyOfficer) : staff;
    }
}
