using System.Text.RegularExpressions;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>No type is named with a word that says nothing.</summary>
public sealed partial class NamesSaySomething : IRule
{
    private static readonly HashSet<string> Banned =
        ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Base", "Dto", "Info", "Data", "Processor", "V2", "New"];

    // Words of the trade in which a banned word has its own meaning.
    private static readonly string[] Terms =
    [
        "DataLoader", "ServiceAttribute", "DataClass", "PersonalData", "OwnData", "DataKey", "DataIntegrity", "ErasedData", "DataResidency", "NewUse",
        "ProcessorEntry", "ProcessorKind", "ProcessorBinding", "OutsideProcessor", "ProcessorTerms", "ProcessorRegister", "PageInfo", "ProcessorNotBound", "RegisterProcessor", "ProcessorNotFound", "ProcessorCall", "ProcessorChoice", "ServiceStatistics", "MinimumData", "ProcessorView", "DataRegister", "CardData",
    ];

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.AllTypes.SelectMany(type => type.WithNested()).Where(type => !type.IsGenerated()),
        type => from word in Words().Matches(Terms.Aggregate(type.Name, (name, term) => name.Replace(term, string.Empty, StringComparison.Ordinal)))
                where Banned.Contains(word.Value)
                select new Breach(type.FullName, $"has {word.Value} in its name; say what it is"));

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}

public sealed class NamesSaySomethingTests : RuleTests<NamesSaySomething>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.ColourManager", "Monolith.Alpha.Application.ColourV2"];
}
