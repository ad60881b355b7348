using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Usage;

/// <summary>
/// How the platform was used, latest first, with the facts that the profile collects and no other: your own uses, or for administrators anybody's
/// and visitors'; each look is audited. Refused with NEED_TO_KNOW.
/// </summary>
/// <param name="Account">Whose; without it the uses of visitors, for administrators.</param>
/// <param name="Kind">Only this kind: SECURITY shows refused sign-ins.</param>
/// <param name="First">At most this many, up to 200; 50 when absent.</param>
/// <param name="BeforeAt">Only entries before this instant, to read on.</param>
[Query("usageLog"), AllowSignedIn]
internal sealed record UsageLogOf([property: ID("Account")] Guid? Account = null, UsageKind? Kind = null, int? First = null, DateTime? BeforeAt = null) : IQuery<UsageEntryView[]>;

/// <summary>One use of the platform.</summary>
/// <param name="OccurredAt">When.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Area">What was used.</param>
/// <param name="DataClass">How it is classed.</param>
/// <param name="Facts">What is known of it.</param>
/// <param name="EndsAt">When it is erased.</param>
internal sealed record UsageEntryView(DateTime OccurredAt, UsageKind Kind, string Area, DataClass DataClass, IReadOnlyList<FieldValueView> Facts, DateTime EndsAt);

/// <summary>A fact of a use.</summary>
/// <param name="Name">Its name in the profile.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">Whether it was seen, or derived from another fact (AP-30).</param>
internal sealed record FieldValueView(string Name, string Value, FactOrigin Origin);

/// <summary>Where a fact of a use comes from.</summary>
internal enum FactOrigin
{
    /// <summary>The call or the front end told it.</summary>
    Told,

    /// <summary>It was guessed from another fact.</summary>
    Derived,
}

/// <summary>Opens entries of the log.</summary>
internal sealed class UsageReading(IVault vault)
{
    /// <summary>What binds the sealed facts to their row.</summary>
    public static string ContextOf(UsageEntry entry) => $"accounts.usage_entry|{entry.Id:N}";

    /// <summary>The entry with its facts; null when its person was erased meanwhile.</summary>
    public async Task<UsageEntryView?> ViewAsync(UsageEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var facts = JsonSerializer.Deserialize<SortedDictionary<string, string>>(
                await vault.OpenBytesAsync(entry.AccountId, DataClass.Usage, ContextOf(entry), entry.Facts, cancellationToken))!;
            return new UsageEntryView(entry.OccurredAt, entry.Kind, entry.Area, DataClass.Usage, [.. facts.Select(f => new FieldValueView(f.Key, f.Value, UsageFacts.IsDerived(f.Key) ? FactOrigin.Derived : FactOrigin.Told))], entry.EndsAt);
        }
        catch (ErasedDataException)
        {
            return null;
        }
    }
}

internal sealed class UsageLogOfHandler(AccountsDbContext db, UsageReading reading, IAccessGate gate, ICurrentUser user) : IQueryHandler<UsageLogOf, UsageEntryView[]>
{
    private const int Usual = 50;
    private const int Most = 200;

    public async Task<Result<UsageEntryView[]>> Handle(UsageLogOf query, CancellationToken cancellationToken)
    {
        var subject = query.Account ?? (user.Role is Role.Administrator ? null : user.Id);
        if (subject is { } person
            && await gate.AskAsync(new AccessRequest(person, DataClass.Usage, AccessMode.Read, Purpose.AccountManagement), cancellationToken) is { } no)
        {
            return no;
        }

        var entries = await db.UsageEntries.AsNoTracking()
            .Where(e => e.AccountId == subject && (query.Kind == null || e.Kind == query.Kind) && (query.BeforeAt == null || e.OccurredAt < query.BeforeAt))
            .OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(Math.Clamp(query.First ?? Usual, 1, Most)).ToListAsync(cancellationToken);
        List<UsageEntryView> views = [];
        foreach (var entry in entries)
        {
            if (await reading.ViewAsync(entry, cancellationToken) is { } view)
            {
                views.Add(view);
            }
        }

        return views.ToArray();
    }
}
