using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Changes your own details (CA-7.2), and what the profile lets you have remembered, such as <c>language</c> (A-40). What is left out stays; an empty
/// text removes a field that is not required.
/// Refused with FIELD_NOT_COLLECTED, FIELD_REQUIRED, AGE_RESTRICTED, FEATURE_DISABLED.
/// </summary>
/// <param name="Name">The whole name.</param>
/// <param name="Phone">The number, with country code.</param>
/// <param name="Age">In years.</param>
/// <param name="Gender">In your own word.</param>
/// <param name="Fields">Further fields of the profile.</param>
[Mutation, AllowSignedIn, Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record UpdateProfile(string? Name, string? Phone, int? Age, string? Gender, IReadOnlyList<FieldValue>? Fields) : ICommand<AccountView>;

internal sealed class UpdateProfileHandler(
    AccountsDbContext db, AccountsPolicy policy, ParentReading parents, PersonReading reading, Origins origins, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<UpdateProfile, AccountView>
{
    private static readonly RegistrationPolicy OfOthers = new([new("name", true), new("phone", false)], [], true);

    public async Task<Result<AccountView>> Handle(UpdateProfile command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (policy.Profile.SelfUpdate is SelfUpdateMode.ByRequest)
        {
            return new FeatureDisabled("Changing details without a request");
        }

        var details = await vault.OpenAsync(account.Details, cancellationToken);
        var before = new Dictionary<string, string>(details);
        var email = await vault.OpenAsync(account.Email, cancellationToken);
        var limited = LimitedFeatures.Closes(policy.Age, LimitedFeatures.OptionalFields, await parents.IsMinorAsync(account.Id, cancellationToken));
        if (Change(details, command, account.Kind, email, limited ? parents.Optional() : []) is { } refusal)
        {
            return refusal;
        }

        if (!email.Contains('@', StringComparison.Ordinal) && details.TryGetValue("mobile", out var mobile))
        {
            account.ChangeEmail(account.EmailIndex, mobile);
        }

        account.Update(details, clock.GetUtcNow().UtcDateTime);
        await origins.ComparedAsync(account, before, details, FieldSource.Update, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await reading.ForOwnerAsync(account, 0, cancellationToken) with { SessionCount = null };
    }

    private RegistrationPolicy WithPreferences => policy.Registration with
    {
        Fields = [.. policy.Registration.Fields, .. policy.Profile.Preferences.Select(name => new RegistrationField(name, false))],
    };

    private Refusal? Change(Dictionary<string, string> details, UpdateProfile command, AccountKind kind, string email, List<string> closed)
    {
        var asked = kind is AccountKind.Client ? WithPreferences : OfOthers;
        (string Name, string? Value)[] own =
            [("name", command.Name), ("phone", command.Phone), ("age", command.Age?.ToString(CultureInfo.InvariantCulture)), ("gender", command.Gender)];
        foreach (var (name, value) in own.Concat((command.Fields ?? []).Select(f => (f.Name, Value: (string?)f.Value))).Where(f => f.Value is not null))
        {
            if (name is "email" or "officialEmail" or "employeeCode" or "yearOfBirth" or "dateOfBirth")
            {
                return new FieldNotCollected(name) { Rule = "Only proof changes it: ask for a correction." };
            }

            if (closed.Contains(name))
            {
                return new FieldNotCollected(name) { Rule = "age.limitedFeatures (A-14)" };
            }

            if (FieldRule.Check(asked, new Dictionary<string, string> { [name] = value!.Trim() }) is { } refusal)
            {
                return refusal;
            }

            details[name] = value.Trim();
            if (value.Trim().Length == 0)
            {
                details.Remove(name);
            }
        }

        var complete = new Dictionary<string, string>(details) { ["email"] = email, ["officialEmail"] = email };
        return FieldRule.CheckComplete(asked, complete, policy.Profile.DeletableFields) ?? (command.Age < policy.Age.Minimum ? AgeRestricted.Below(policy.Age.Minimum.Value) : null);
    }
}
