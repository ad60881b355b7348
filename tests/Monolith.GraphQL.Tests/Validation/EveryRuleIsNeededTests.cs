using System.Reflection;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Validation;

public sealed class EveryRuleIsNeededTests
{
    public static TheoryData<string> Rules() => [.. DocumentValidator.AllRules().Select(r => r.GetType().Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Without_the_rule_an_invalid_document_would_pass(string rule)
    {
        var passing = InvalidDocuments().Where(document =>
        {
            var rules = DocumentValidator.AllRules().Where(r => r.GetType().Name != rule).ToArray();
            return DocumentValidator.Validate(TestSchema.Library, Utf8GraphQLParser.Parse(document), ValidationOptions.Unlimited, rules).Count == 0;
        });

        Assert.NotEmpty(passing);
    }

    private static IEnumerable<string> InvalidDocuments() => typeof(RuleTests).GetMethods()
        .Where(m => m.Name != nameof(RuleTests.A_valid_document_has_no_errors))
        .SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>())
        .Select(a => (string)a.Data[0]!);
}
