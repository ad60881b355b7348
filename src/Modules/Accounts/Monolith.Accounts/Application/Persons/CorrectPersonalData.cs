using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// An officer corrects details of a client after a granted request (O7-7.3), those too that the owner cannot change alone, such as the date of birth. The owner
/// sees it in <c>accessLog</c>. Refused with REAUTH_REQUIRED, ACCOUNT_NOT_FOUND, NEED_TO_KNOW, FIELD_NOT_COLLECTED, FIELD_REQUIRED, AGE_RESTRICTED.
/// </summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Fields">The fields as they are right, by their names in the profile; not the address, which its owner proves with a code.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.GrievanceOfficer), Idempotent, FreshProof]
internal sealed record CorrectPersonalData([property: ID("Account")] Guid AccountId, IReadOnlyList<FieldValue> Fields) : ICommand<AccountView>;

internal sealed class CorrectPersonalDataHandler(
    AccountsDbContext db, AccountsPolicy policy, PolicyProfile profile, PersonReading reading, Origins origins, IAccessGate gate, IVault vault, TimeProvider clock)
    : ICommandHandler<CorrectPersonalData, AccountView>
{
    public async Task<Result<AccountView>> Handle(CorrectPersonalData command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.AccountId && a.Kind == AccountKind.Client, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var access = new AccessRequest(account.Id, DataClass.Identity, AccessMode.Write, Purpose.CaseHandling, account.Id);
        if (await gate.AskAsync(access, cancellationToken) is { } closed)
        {
            return closed;
        }

        var right = FieldRule.Collect([], command.Fields);
        if ((right.Refusal ?? Check(right.Value)) is { } refusal)
        {
            return refusal;
        }

        var details = await vault.OpenAsync(account.Details, cancellationToken);
        foreach (var (name, value) in right.Value)
        {
            details[name] = value;
        }

        account.Update(details, clock.GetUtcNow().UtcDateTime);
        await origins.ChangedAsync(account, right.Value.Keys, [], FieldSource.Correction, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await reading.WithPersonAsync(account, cancellationToken);
    }

    private Refusal? Check(Dictionary<string, string> right)
    {
        if (right.Keys.FirstOrDefault(name => name is "email" or "officialEmail" or "employeeCode") is { } proven)
        {
            return new FieldNotCollected(proven);
        }

        if (FieldRule.Check(policy.Registration, right) is { } unlisted)
        {
            return unlisted;
        }

        if (right.Count == 0 || (right.ContainsKey("dateOfBirth") && AgeGate.BirthIn(right) is null))
        {
            return new FieldRequired(right.Count == 0 ? "fields" : "dateOfBirth", "Name the fields; a date as 1990-04-01.");
        }

        return policy.Age.MinorMode is MinorMode.Refuse && AgeGate.AgeIn(right, AgeGate.Today(profile, clock)) < policy.Age.Minimum
            ? AgeRestricted.Below(policy.Age.Minimum!.Value)
            : null;
    }
}
