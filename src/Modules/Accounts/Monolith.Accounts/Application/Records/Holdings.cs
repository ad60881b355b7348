using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Storage;
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
/// <param name="Sources">How it came (HU-14, AP-32).</param>
/// <param name="PolicyVersions">The versions of the privacy policy that were in force for the person when they handed it in (AP-26).</param>
/// <param name="Fields">Its fields, each of which stands in <c>policyProfile.dataRegister</c> (HU-5).</param>
/// <param name="Regions">The countries where it is stored, copies included (CA-9.2, CA-9.4, AP-146); empty where whoever runs the service did not say.</param>
internal sealed record HoldingView(
    string Module, DataClass DataClass, string Kind, int Count, DateTime? KeptUntilAt, string Classification,
    IReadOnlyList<FieldSource> Sources, IReadOnlyList<int> PolicyVersions, IReadOnlyList<HeldFieldView> Fields,
    IReadOnlyList<string> Regions);

/// <summary>A field that is held.</summary>
/// <param name="Name">The field, as <c>policyProfile.dataRegister</c> names it.</param>
/// <param name="Source">How it came; null for what was stored before that was recorded.</param>
/// <param name="PolicyVersion">The version of the privacy policy that was in force for the person then.</param>
/// <param name="RecordedAt">When.</param>
internal sealed record HeldFieldView(string Name, FieldSource? Source, int? PolicyVersion, DateTime? RecordedAt);

internal sealed class HoldingsHandler(
    IEnumerable<IPersonalDataHolder> holders, IEnumerable<ModuleRegistration> modules, IAccessGate gate, PolicyProfile profile, StorageOptions storage, ICurrentUser user)
    : IQueryHandler<Holdings, HoldingView[]>
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
            views.AddRange((await holder.HoldingsAsync(subject, cancellationToken)).Select(ViewOf));
        }

        return views.ToArray();
    }

    private HoldingView ViewOf(Holding holding) => new(
        holding.Module, holding.DataClass, holding.Kind, holding.Count, holding.KeptUntilAt, ClassOf(holding),
        [.. holding.Fields.Select(f => f.Source).Append(holding.Source).OfType<FieldSource>().Distinct().Order()],
        [.. holding.Fields.Select(f => f.PolicyVersion).OfType<int>().Concat(holding.PolicyVersions).Distinct().Order()],
        [.. FieldsOf(holding)],
        [.. storage.Regions.Values.Distinct().Order(StringComparer.Ordinal)]);

    // What a module does not say field by field came all the same way.
    private IEnumerable<HeldFieldView> FieldsOf(Holding holding)
    {
        var registered =
            from module in modules
            where module.Name.Equals(holding.Module, StringComparison.OrdinalIgnoreCase)
            from column in DataRegister.Of(module)
            where holding.Kind == column.Kind || (column.Kind.Length > 0 && holding.Kind.StartsWith(column.Kind + ":", StringComparison.Ordinal))
            from field in column.Fields
            select field;
        return holding.Fields.Count > 0
            ? holding.Fields.Select(f => new HeldFieldView(f.Name, f.Source, f.PolicyVersion, f.RecordedAt))
            : registered.Distinct().Select(name => new HeldFieldView(name, holding.Source, null, null));
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
