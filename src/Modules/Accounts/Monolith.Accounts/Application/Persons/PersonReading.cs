using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Makes views of accounts: what everyone sees who may see an account at all, the personal fields, and what only the owner sees.</summary>
internal sealed class PersonReading(AccountsDbContext db, AccountsPolicy policy, PolicyProfile profile, IVault vault, RequestScope request, TimeProvider clock)
{
    private static readonly HashSet<string> OwnFields = ["name", "phone", "age", "yearOfBirth", "dateOfBirth", "gender"];

    /// <summary>The account without the person.</summary>
    public static AccountView Plain(Account account) => new(
        account.Id, account.Kind, account.Role, account.State, account.RegisteredAt, account.ClosedAt, account.EraseAt,
        null, null, null, null, null, null, null, null, null, null, [], null) { OrganisationId = account.OrganisationId };

    /// <summary>The account with the person.</summary>
    public async Task<AccountView> WithPersonAsync(Account account, CancellationToken cancellationToken)
    {
        var details = await vault.OpenAsync(account.Details, cancellationToken);
        return Plain(account) with
        {
            Name = details.GetValueOrDefault("name"),
            Email = await vault.OpenAsync(account.Email, cancellationToken) is var contact && contact.Contains('@', StringComparison.Ordinal) ? contact : null,
            Phone = details.GetValueOrDefault("phone"),
            Age = AgeGate.AgeIn(details, AgeGate.Today(profile, clock)),
            YearOfBirth = Number(details, "yearOfBirth"),
            DateOfBirth = AgeGate.BirthIn(details),
            Gender = details.GetValueOrDefault("gender"),
            Fields = [.. details.Where(d => !OwnFields.Contains(d.Key)).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => new CollectedFieldView(d.Key, d.Value))],
        };
    }

    /// <summary>The account as its owner sees it.</summary>
    public async Task<AccountView> ForOwnerAsync(Account account, int sessions, CancellationToken cancellationToken)
    {
        var contact = account.EmergencyContact is { } stored ? await vault.OpenAsync(stored, cancellationToken) : null;
        var whole = await WithPersonAsync(account, cancellationToken);
        return whole with
        {
            Language = whole.Fields?.FirstOrDefault(f => f.Name == "language")?.Value ?? request.Language,
            PasswordChangedAt = account.PasswordChangedAt,
            EmergencyContact = contact is null ? null : new EmergencyContactView(contact.Name, contact.Phone, contact.Relation),
            SecurityTips = [.. policy.SecurityTips.Select(Tip)],
            SessionCount = sessions,
            UnavailableFeatures = await UnavailableAsync(account.Id, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<string>> UnavailableAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return policy.Age.MinorMode is MinorMode.LimitedWithParentalConsent && await db.Minors.AnyAsync(m => m.AccountId == accountId && m.AdultAt > now, cancellationToken)
            ? policy.Age.LimitedFeatures
            : [];
    }

    internal static int? Number(Dictionary<string, string> details, string name) =>
        int.TryParse(details.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Tip(string key) => key switch
    {
        "CREDENTIALS" => "Keep your password to yourself and use it nowhere else.",
        "SECURE_CONNECTION" => "Use a connection you trust, and look for https in the address.",
        "ANTI_PHISHING" => "We never ask for your password or card by mail. Open the site yourself instead of following links.",
        "LOGIN_CARE" => "Sign out on devices that others use.",
        _ => key,
    };
}
