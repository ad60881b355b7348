using System.Text.RegularExpressions;
using Mono.Cecil.Cil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A module's scripts and the SQL in its code name no other module's tables.</summary>
public sealed partial class NoForeignSchema : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var schemas = code.Modules.Select(module => module.Name.ToLowerInvariant()).ToHashSet();
        return Verdict.Of(
            code.Modules.SelectMany(module => Texts(module).Select(text => (module, text))),
            one => from table in Tables().Matches(one.text.Text)
                   let schema = table.Groups["schema"].Value.ToLowerInvariant()
                   where schemas.Contains(schema) && schema != one.module.Name.ToLowerInvariant()
                   select new Breach(one.text.Path, $"names {table.Groups["table"].Value}, which is {schema}'s"));
    }

    private static IEnumerable<SourceFile> Texts(ModuleCode module) =>
    [
        .. module.Scripts,
        .. from type in module.Types
           from method in type.Bodies()
           from instruction in method.Body.Instructions
           where instruction.OpCode == OpCodes.Ldstr
           select new SourceFile(type.FullName, (string)instruction.Operand),
    ];

    [GeneratedRegex("""\b(?:FROM|JOIN|INTO|UPDATE|TABLE|EXISTS|REFERENCES|ON|ONLY|SCHEMA)\s+(?<table>"?(?<schema>[a-z]+)(?:"?\."?|_)\w+|"?(?<schema>[a-z]+)"?(?=\s*;))""", RegexOptions.IgnoreCase)]
    private static partial Regex Tables();
}

public sealed class NoForeignSchemaTests : RuleTests<NoForeignSchema>
{
    protected override string[] Planted => ["Monolith.Alpha.Infrastructure.ReadsItsNeighboursTable", "planted/sqlite/0001-neighbour.sql"];
}
