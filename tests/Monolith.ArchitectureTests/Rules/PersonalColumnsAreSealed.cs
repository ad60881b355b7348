using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// A column that could hold personal data (text, bytes, a date of someone's life) is <c>Sealed</c>, or stands in <c>docs/plain-columns.md</c>
/// with the reason why it may be read by whoever holds the disk.
/// </summary>
public sealed class PersonalColumnsAreSealed : IRule
{
    private const string Page = "plain-columns.md";
    private static readonly HashSet<string> Suspect = ["System.String", "System.Byte", "System.DateOnly", "System.Object", "System.Text.Json.JsonDocument", "System.Net.IPAddress"];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var listed = MarkdownTable.RowsUnder(code.Page(Page), "Plain columns").ToList();
        List<(string Name, TypeReference Type)> columns =
        [
            .. from module in code.Modules
               from type in Stored(module)
               from property in type.Properties
               where type.Fields.Any(field => field.Name == $"<{property.Name}>k__BackingField" && !field.IsStatic)
               select ($"{module.Name}.{type.Name}.{property.Name}", property.PropertyType),
        ];
        var plain = columns.Where(column => Parts(column.Type).Any(Suspect.Contains)).Select(column => column.Name).ToList();
        return new Verdict(
            columns.Count,
            [
                .. plain.Except(listed.Select(row => row[0])).Select(name => new Breach(name, $"could hold personal data, is not Sealed and not in docs/{Page}")),
                .. listed.Where(row => !plain.Contains(row[0])).Select(row => new Breach(row[0], $"stands in docs/{Page} and is no plain column")),
                .. listed.Where(row => row.Length < 2 || row[1].Length == 0).Select(row => new Breach(row[0], $"stands in docs/{Page} without a reason")),
            ]);
    }

    // Entities, and the domain's values that entities are made of.
    private static IEnumerable<TypeDefinition> Stored(ModuleCode module)
    {
        var ring = module.Types.Where(type => type is { IsClass: true, IsAbstract: false, IsEnum: false }).ToDictionary(type => type.FullName);
        HashSet<TypeDefinition> stored = [.. ring.Values.Where(type => type.DerivesFrom("Monolith.BuildingBlocks.Persistence.Entity"))];
        var open = new Stack<TypeDefinition>(stored);
        while (open.TryPop(out var type))
        {
            foreach (var part in type.Properties.SelectMany(property => Parts(property.PropertyType)).Select(ring.GetValueOrDefault).OfType<TypeDefinition>().Where(stored.Add))
            {
                open.Push(part);
            }
        }

        return stored;
    }

    // What is inside Sealed is safe whatever it is.
    private static IEnumerable<string> Parts(TypeReference type) => type switch
    {
        GenericInstanceType { ElementType.FullName: "Monolith.BuildingBlocks.Vault.Sealed`1" } => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type.FullName],
    };
}

public sealed class PersonalColumnsAreSealedTests : RuleTests<PersonalColumnsAreSealed>
{
    protected override string[] Planted =>
        ["Alpha.Confession.BornOn", "Alpha.Confession.Colour", "Alpha.Confession.Gone", "Alpha.Confession.Words", "Alpha.Whisper.Loudness"];
}
