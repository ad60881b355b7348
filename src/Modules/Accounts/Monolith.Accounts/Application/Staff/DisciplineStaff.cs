using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Staff;

/// <summary>
/// Takes a measure against a member of staff or a provider who broke confidentiality (TH-32): a warning, or the loss of all access at once. A
/// termination is not taken back. Refused with FEATURE_DISABLED, FIELD_REQUIRED, ACCOUNT_NOT_FOUND, ILLEGAL_STATE, REAUTH_REQUIRED.
/// </summary>
/// <param name="AccountId">Against whom; not yourself.</param>
/// <param name="Measure">Which.</param>
/// <param name="Reason">Why; kept sealed.</param>
[Mutation(Payload = "discipline"), Allow(Role.Administrator), Idempotent, FreshProof]
internal sealed record DisciplineStaff([property: ID("Account")] Guid AccountId, Discipline Measure, string Reason) : ICommand<DisciplineTakenView>;

/// <summary>A measure that was taken.</summary>
/// <param name="AccountId">Against whom.</param>
/// <param name="Measure">Which.</param>
/// <param name="DecidedAt">When.</param>
internal sealed record DisciplineTakenView([property: ID("Account")] Guid AccountId, Discipline Measure, DateTime DecidedAt);

internal sealed class DisciplineStaffHandler(
    AccountsDbContext db, AccountsPolicy policy, Postbox post, SessionEnding ending, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<DisciplineStaff, DisciplineTakenView>
{
    private const int LongestReason = 2_000;

    public async Task<Result<DisciplineTakenView>> Handle(DisciplineStaff command, CancellationToken cancellationToken)
    {
        if (!policy.Access.Discipline)
        {
            return new FeatureDisabled("Discipline");
        }

        if (command.Reason.Trim().Length is 0 or > LongestReason)
        {
            return new FieldRequired("reason", $"Say why, in 1 to {LongestReason} characters.");
        }

        var account = command.AccountId == user.Id
            ? null
            : await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.AccountId && a.Kind != AccountKind.Client, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (account.Discipline(command.Measure).Refusal is { } no)
        {
            return no;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        db.DisciplinaryMeasures.Add(new DisciplinaryMeasure
        {
            AccountId = account.Id, Measure = command.Measure, Reason = Sealed.Of(command.Reason.Trim()), DecidedBy = user.Id, DecidedAt = now,
        });
        var template = command.Measure is Discipline.Warn ? MessageTemplate.Warned : MessageTemplate.AccountSuspended;
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), template));
        var ended = command.Measure is Discipline.Warn ? [] : await ending.PrepareAsync(account.Id, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new DisciplineTakenView(account.Id, command.Measure, now);
    }
}
