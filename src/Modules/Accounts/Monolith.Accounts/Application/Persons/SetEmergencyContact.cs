using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Accounts.Application.Registering;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Says whom to call in an emergency (CA-2.6); without name and phone it removes the contact. Refused with FEATURE_DISABLED, FIELD_REQUIRED.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Their number, with country code.</param>
/// <param name="Relation">What they are to you.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record SetEmergencyContact(string? Name, string? Phone, string? Relation) : ICommand<AccountView>;

internal sealed class SetEmergencyContactHandler(AccountsDbContext db, AccountsPolicy policy, PersonReading reading, Origins origins, ICurrentUser user)
    : ICommandHandler<SetEmergencyContact, AccountView>
{
    private static readonly RegistrationPolicy Asked = new([new("name", true), new("phone", true), new("relation", false)], [], true);

    public async Task<Result<AccountView>> Handle(SetEmergencyContact command, CancellationToken cancellationToken)
    {
        if (policy.Profile.EmergencyContact is EmergencyContactMode.Off)
        {
            return new FeatureDisabled("An emergency contact");
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var given = FieldRule.Collect([("name", command.Name), ("phone", command.Phone), ("relation", command.Relation)], null).Value;
        var isRemoved = given.Count == 0 && policy.Profile.EmergencyContact is EmergencyContactMode.Optional;
        if (!isRemoved && (FieldRule.Check(Asked, given) ?? FieldRule.CheckComplete(Asked, given)) is { } refusal)
        {
            return refusal;
        }

        account.SetEmergencyContact(isRemoved ? null : new EmergencyContact(given["name"], given["phone"], given.GetValueOrDefault("relation")));
        string[] contact = [Origins.EmergencyContact];
        await origins.ChangedAsync(account, isRemoved ? [] : contact, isRemoved ? contact : [], FieldSource.Update, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await reading.ForOwnerAsync(account, 0, cancellationToken) with { SessionCount = null };
    }
}
