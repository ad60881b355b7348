using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Types;

namespace Monolith.Host.Tests.Schema;

public sealed class SchemaRuleTests
{
    // Each id is resolved by its owner's node resolver, which asks the access gate; the field itself answers anybody.
    private static readonly string[] Relay = ["node", "nodes"];

    private static readonly string[] Secrets = ["password", "code", "token", "refreshToken"];

    // The base library's, whose values are their names.
    private static readonly string[] Plain = ["DayOfWeek"];

    private static readonly GraphQL.Types.Schema Schema = Composition.SchemaOf(testing: false);

    [Fact]
    public void Every_root_field_says_who_may_use_it()
    {
        List<OutputField> fields = [.. Schema.QueryType!.Fields, .. Schema.MutationType!.Fields];
        var silent = fields.Where(f => !Relay.Contains(f.Name) && !f.ContextData.ContainsKey(GraphBinding.RuleKey)).Select(f => f.Name);

        Assert.True(fields.Count > 50, $"Only {fields.Count} root fields were looked at.");
        Assert.Empty(silent);
    }

    [Fact]
    public void A_mutation_that_is_given_a_secret_is_the_only_field_of_its_operation()
    {
        var given = Schema.MutationType!.Fields.Where(f => f.Arguments.Find("input")?.Type.NamedType is InputObjectType input && input.Fields.Any(i => Secrets.Contains(i.Name))).ToList();

        Assert.True(given.Count >= 8, $"Only {given.Count} are given one.");
        Assert.All(given, field => Assert.True(field.StandsAlone, $"{field.Name} lacks [GraphQLAlone]."));
    }

    [Fact]
    public void Every_type_field_argument_and_value_is_described()
    {
        var looked = 0;
        List<string> silent = [];
        foreach (var type in Schema.Types.Where(t => !t.IsIntrospection && !Plain.Contains(t.Name)))
        {
            foreach (var (name, description) in Described(type))
            {
                looked++;
                if (string.IsNullOrWhiteSpace(description))
                {
                    silent.Add(name);
                }
            }
        }

        Assert.True(looked > 500, $"Only {looked} members were looked at.");
        Assert.True(silent.Count == 0, $"{silent.Count} members have no description: {string.Join(", ", silent)}");
    }

    private static IEnumerable<(string Name, string? Description)> Described(NamedType type)
    {
        yield return (type.Name, type.Description);
        var members = type switch
        {
            ComplexType complex => complex.Fields.SelectMany(f => f.Arguments.Select(a => ($"{f.Name}({a.Name})", a.Description)).Prepend((f.Name, f.Description))),
            InputObjectType input => input.Fields.Select(f => (f.Name, f.Description)),
            EnumType values => values.Values.Select(v => (v.Name, v.Description)),
            _ => [],
        };
        foreach (var (name, description) in members)
        {
            yield return ($"{type.Name}.{name}", description);
        }
    }
}
