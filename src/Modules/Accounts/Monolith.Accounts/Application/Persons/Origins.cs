using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Records where each detail of an account came from, when it is written. Saving is the caller's.</summary>
internal sealed class Origins(IPolicyFacts documents, IVault vault, TimeProvider clock)
{
    /// <summary>The name of the emergency contact among the details.</summary>
    public const string EmergencyContact = "emergencyContact";

    /// <summary>Field name to origin; empty for accounts of before that was recorded.</summary>
    public async Task<Dictionary<string, FieldOrigin>> OfAsync(Account account, CancellationToken cancellationToken) =>
        account.Origins is { } stored ? await vault.OpenAsync(stored, cancellationToken) : [];

    /// <summary>These fields have another value now, from this source; those that are gone have no origin any more.</summary>
    public async Task ChangedAsync(Account account, IEnumerable<string> changed, IEnumerable<string> gone, FieldSource source, CancellationToken cancellationToken)
    {
        var origins = await OfAsync(account, cancellationToken);
        var version = (await documents.InForceAsync(account.Id, cancellationToken)).FirstOrDefault(v => v.Kind is DocumentKind.Privacy)?.Number;
        var origin = new FieldOrigin(source, version, clock.GetUtcNow().UtcDateTime);
        foreach (var field in changed)
        {
            origins[field] = origin;
        }

        foreach (var field in gone)
        {
            origins.Remove(field);
        }

        account.Trace(origins);
    }

    /// <summary>As <see cref="ChangedAsync"/>, by what is another than before.</summary>
    public Task ComparedAsync(
        Account account, Dictionary<string, string> before, Dictionary<string, string> after, FieldSource source, CancellationToken cancellationToken) =>
        ChangedAsync(account, after.Where(f => before.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key), before.Keys.Except(after.Keys), source, cancellationToken);
}
