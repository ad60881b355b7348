using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests;

/// <summary>The codebase that breaks every rule: compiled types from the planted assembly, and texts that are written here.</summary>
internal static class Planting
{
    private const string Edges = """
        ## Asks

        | Module | Asks | Question |
        |---|---|---|
        | Alpha | Beta | `IBetaFacts` |
        | Beta | Alpha | `IAlphaFacts` |
        | Beta | Alpha | `INobodyAsks` |

        ## Tells

        | Module | Tells | Event |
        |---|---|---|
        | Alpha | Beta | `SomethingListed` |

        ## Text in Contracts

        | Member | Why |
        |---|---|
        | `Gossip.Currency` | an ISO code |
        | `INoLongerThere.Ask.words` | it was text once |
        """;

    private const string Columns = """
        ## Plain columns

        | Column | Why |
        |---|---|
        | `Alpha.Confession.Currency` | an ISO code |
        | `Alpha.Confession.Colour` |  |
        | `Alpha.Confession.Gone` | there was such a column once |
        """;

    private const string Refusals = """
        ## Refusals

        | Code | When |
        |---|---|
        | `WELL_KNOWN` | always |
        | `SAME_CODE` | always |
        | `NEVER_ANSWERED` | never |
        | `NEVER_TESTED` | always |
        | `LONG_GONE` | in the past |
        """;

    private const string FreshProof = """
        ## Mutations

        | Mutation | Asked | Why |
        |---|---|---|
        | `asksMoreThanItSays` | no | it was harmless once |
        | `asksOfOne` | billing | money |
        | `takesThePassword` | password | |
        | `savesTwice` | no | small |
        | `savesInALoop` | no | small |
        | `longGone` | always | it was dangerous once |
        """;

    public static Codebase Read()
    {
        var types = Assemblies.Types("Monolith.ArchitectureTests.Planted");
        return new Codebase
        {
            Modules = [Module("Alpha", types), Module("Beta", types)],
            BuildingBlocks = [.. types.Where(type => type.IsIn("Monolith.BuildingBlocks"))],
            Sources =
            [
                new("planted/TooLong.cs", Lines(251)),
                new("planted/LongEnough.cs", Lines(250)),
                .. Enumerable.Range(0, 9).Select(part => new SourceFile($"src/Monolith.BuildingBlocks/Part{part}.cs", Lines(part == 0 ? 1 : 250))),
                .. Enumerable.Range(0, 5).Select(part => new SourceFile($"src/Monolith.BuildingBlocks.Vault/Part{part}.cs", Lines(part == 0 ? 1 : 250))),
                new("src/Monolith.BuildingBlocks.Storage/Part.cs", Lines(250)),
                new("src/Monolith.BuildingBlocks.Unlimited/Part.cs", Lines(1)),
            ],
            Tests = [new("planted/Tests.cs", "Assert.IsType<WellKnown>(x); Assert.Equal(\"SAME_CODE\", y); NeverAnswered NEVER_DOCUMENTED NeverTestedEither")],
            Docs = [new("docs/module-edges.md", Edges), new("docs/plain-columns.md", Columns), new("docs/refusals.md", Refusals), new("docs/fresh-proof.md", FreshProof)],
        };
    }

    private static ModuleCode Module(string name, IReadOnlyList<TypeDefinition> types) => new(
        name,
        [.. types.Where(type => type.IsIn($"Monolith.{name}") && !type.IsIn($"Monolith.{name}.Contracts"))],
        [.. types.Where(type => type.IsIn($"Monolith.{name}.Contracts"))],
        name == "Alpha"
            ?
            [
                new("planted/sqlite/0001-neighbour.sql", "CREATE TABLE alpha_note (id BLOB, thing BLOB REFERENCES \"beta_thing\");"),
                new("planted/sqlite/0002-own.sql", "CREATE TABLE alpha_beta_link (id BLOB);\nCREATE INDEX alpha_beta_link_by_id ON alpha_beta_link (id);"),
            ]
            : []);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("line();\n", count));
}
