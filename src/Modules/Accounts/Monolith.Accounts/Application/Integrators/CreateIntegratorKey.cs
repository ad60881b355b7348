using System.Net;
using System.Text.RegularExpressions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Integrators;

/// <summary>
/// Makes a key for a program of an integrator (R54): it acts in one role of the staff, and only through the operations named. Every call with it is
/// in the audit under its id. Refused with FIELD_REQUIRED, REAUTH_REQUIRED.
/// </summary>
/// <param name="Name">What it is for; 1 to 100 characters, no person's name.</param>
/// <param name="Role">A role of the staff.</param>
/// <param name="Operations">Fields of Query and Mutation, such as <c>inviteStaff</c>; a name that does not exist opens nothing.</param>
/// <param name="Days">How long it works: 1 to 365.</param>
/// <param name="Addresses">Networks it may be used from, such as 203.0.113.0/24, at most 50; from anywhere without it.</param>
[Mutation(Payload = "integratorKey"), Allow(Role.Administrator), FreshProof]
internal sealed record CreateIntegratorKey(string Name, Role Role, IReadOnlyList<string> Operations, int Days, IReadOnlyList<string>? Addresses = null) : ICommand<IntegratorKeySecretView>;

internal sealed partial class CreateIntegratorKeyHandler(AccountsDbContext db, ICurrentUser user, TimeProvider clock) : ICommandHandler<CreateIntegratorKey, IntegratorKeySecretView>
{
    private const int LongestName = 100;
    private const int MostOperations = 100;
    private const int MostAddresses = 50;

    public async Task<Result<IntegratorKeySecretView>> Handle(CreateIntegratorKey command, CancellationToken cancellationToken)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        var (secret, now) = (IntegratorKeyLife.MakeSecret(), clock.GetUtcNow().UtcDateTime);
        var key = IntegratorKey.Of(command.Name.Trim(), command.Role, command.Operations.Distinct(), SecretToken.Hash(secret), user.Id, now, now.AddDays(command.Days)).From(command.Addresses ?? []);
        db.IntegratorKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return new IntegratorKeySecretView(IntegratorKeyView.Of(key), secret);
    }

    private static FieldRequired? Check(CreateIntegratorKey command) => command switch
    {
        { Name: var name } when name.Trim().Length is 0 or > LongestName => new("name", $"Say what it is for, in 1 to {LongestName} characters."),
        { Role: Role.Visitor or Role.Client or Role.Therapist or Role.Platform } => new("role", "Name a role on the staff."),
        { Operations: var named } when named.Count is 0 or > MostOperations || !named.All(n => FieldName().IsMatch(n)) => new("operations", "Name the operations it may call, by their fields."),
        { Addresses: { } from } when from.Count > MostAddresses || !from.All(a => IPNetwork.TryParse(a, out _)) => new("addresses", "Name at most 50 networks such as 203.0.113.0/24."),
        _ => IntegratorKeyLife.Check(command.Days),
    };

    [GeneratedRegex("^[a-z][A-Za-z0-9]{1,79}$")]
    private static partial Regex FieldName();
}

/// <summary>How long keys live, and what their secrets look like.</summary>
internal static class IntegratorKeyLife
{
    /// <summary>What every secret begins with, so that a leaked one is recognised.</summary>
    public const string Prefix = "ik_";
    private const int MostDays = 365;

    /// <summary>A secret of 256 random bits.</summary>
    public static string MakeSecret() => Prefix + SecretToken.Make();

    /// <summary>Null for a life that keys may have.</summary>
    public static FieldRequired? Check(int days) => days is < 1 or > MostDays ? new("days", $"A key works for 1 to {MostDays} days.") : null;
}
