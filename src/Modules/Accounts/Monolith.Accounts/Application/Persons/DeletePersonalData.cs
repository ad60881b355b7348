using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Deletes fields of your own account at once, without a request (O7-3.1, O7-3.4); the policy profile says which. All of them go, or none.
/// Where the profile keeps a copy for a time (O7-3.3), <c>dataHoldings</c> shows it and until when; only a privacy officer reads it.
/// Refused with FEATURE_DISABLED, FIELD_REQUIRED, FIELD_NOT_DELETABLE.
/// </summary>
/// <param name="Fields">Their names in the profile's register.</param>
[Mutation, Allow(Role.Client), OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record DeletePersonalData(IReadOnlyList<string> Fields) : ICommand<AccountView>;

internal sealed class DeletePersonalDataHandler(
    AccountsDbContext db, AccountsPolicy policy, PolicyProfile profile, PersonReading reading, Origins origins, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<DeletePersonalData, AccountView>
{
    public async Task<Result<AccountView>> Handle(DeletePersonalData command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var deletable = policy.Profile.DeletableFields;
        if (deletable.Count == 0)
        {
            return new FeatureDisabled("Deleting fields without a request");
        }

        if (command.Fields.Count == 0 || command.Fields.FirstOrDefault(field => !deletable.Contains(field)) is not null)
        {
            return new FieldNotDeletable(deletable);
        }

        var details = await vault.OpenAsync(account.Details, cancellationToken);
        var gone = command.Fields.Distinct().Where(details.ContainsKey).ToDictionary(field => field, field => details[field]);
        foreach (var field in gone.Keys)
        {
            details.Remove(field);
        }

        if (policy.Registration.AnyOf.FirstOrDefault(group => !group.Any(field => field is "email" or "officialEmail" || details.ContainsKey(field))) is { } group)
        {
            return new FieldRequired(group[0], $"Keep at least one of these: {string.Join(", ", group)}.");
        }

        account.Update(details, clock.GetUtcNow().UtcDateTime);
        await origins.ChangedAsync(account, [], gone.Keys, FieldSource.Update, cancellationToken);
        Retain(account.Id, gone);
        await db.SaveChangesAsync(cancellationToken);
        return await reading.ForOwnerAsync(account, 0, cancellationToken) with { SessionCount = null };
    }

    private void Retain(Guid accountId, Dictionary<string, string> gone)
    {
        if (policy.Account.RetainUnrevisedCopy is { On: true, Period: { } period })
        {
            var now = clock.GetUtcNow().UtcDateTime;
            db.RetainedFields.AddRange(gone.Select(field => new RetainedField
            {
                AccountId = accountId, Field = field.Key, Value = Sealed.Of(field.Value), DeletedAt = now, KeptUntilAt = profile.Platform.Clock.Add(now, period),
            }));
        }
    }
}
