using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Records;

/// <summary>What all modules hold about a person, by class of data: yours, or for the officers another person's. Refused with NEED_TO_KNOW.</summary>
/// <param name="Account">Whose; yours when absent.</param>
[Query("dataHoldings"), AllowSignedIn]
internal sealed record Holdings([property: ID("Account")] Guid? Account) : IQuery<HoldingView[]>;

/// <summary>One kind of data that is held.</summary>
/// <param name="Module">Who holds it.</param>
/// <param name="DataClass">Its class.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many records.</param>
/// <param name="KeptUntilAt">When it will be erased, where that is known.</param>
/// <param name="Classification">What the policy calls it (C-45): whatever leads to the person is PERSONAL, or of a narrower class the policy knows.</param>
internal sealed record HoldingView(string Module, DataClass DataClass, string Kind, int Count, DateTime? KeptUntilAt, string Classification);

internal sealed class HoldingsHandler(IEnumerable<IPersonalDataHolder> holders, IAccessGate gate, PolicyProfile profile, ICurrentUser user) : IQueryHandler<Holdings, HoldingView[]>
{
    public async Task<Result<HoldingView[]>> Handle(Holdings query, CancellationToken cancellationToken)
    {
        var subject = query.Account ?? user.Id;
        var purpose = subject == user.Id ? Purpose.AccountManagement : Purpose.CaseHandling;
        if (await gate.AskAsync(new AccessRequest(subject, DataClass.Identity, AccessMode.Read, purpose), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        List<HoldingView> views = [];
        foreach (var holder in holders)
        {
            views.AddRange((await holder.HoldingsAsync(subject, cancellationToken)).Select(h => new HoldingView(h.Module, h.DataClass, h.Kind, h.Count, h.KeptUntilAt, ClassOf(h))));
        }

        return views.ToArray();
    }

    // The classes are the profile's words; where it knows no narrower one, what is about health is personal like the rest.
    private string ClassOf(Holding holding)
    {
        var known = profile.Settings.GetProperty("consent").GetProperty("classification").EnumerateArray().Select(c => c.GetString()).ToList();
        string[] wanted = holding switch
        {
            { IsPublic: true } => ["PUBLIC"],
            { DataClass: DataClass.Health or DataClass.Communication } => ["SENSITIVE", "HEALTH"],
            _ => [],
        };
        return Array.Find(wanted, known.Contains) ?? "PERSONAL";
    }
}
