using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Execution;

public sealed class IntrospectionTests
{
    private readonly SampleServer _server = new();

    [Fact]
    public async Task The_nesting_that_tools_ask_for_is_within_the_limits()
    {
        const string OfType = "ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }";
        var answer = await _server.Ask(
            $"query IntrospectionQuery {{ __schema {{ types {{ name fields(includeDeprecated: true) {{ name args(includeDeprecated: true) {{ name type {{ kind name {OfType} }} }} }} }} }} }}");

        Assert.Null(answer["errors"]);
    }

    [Fact]
    public async Task What_is_deprecated_is_shown_on_request_only()
    {
        var answer = await _server.Ask(
            "{ a: __type(name: \"Book\") { fields { name } } b: __type(name: \"Book\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }");

        Assert.DoesNotContain("shelf", answer["data"]!["a"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"name":"shelf","isDeprecated":true,"deprecationReason":"Use genre."}""", answer["data"]!["b"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_answer_what_belongs_to_them_and_null_otherwise()
    {
        var answer = await _server.Ask(
            "{ a: __type(name: \"BookKeyInput\") { kind isOneOf fields { name } inputFields { name } } b: __type(name: \"UUID\") { kind isOneOf specifiedByURL possibleTypes { name } } c: __type(name: \"Found\") { kind possibleTypes { name } } d: __type(name: \"Nope\") { kind } }");

        Assert.Equal(
            """{"a":{"kind":"INPUT_OBJECT","isOneOf":true,"fields":null,"inputFields":[{"name":"id"},{"name":"title"}]},"b":{"kind":"SCALAR","isOneOf":null,"specifiedByURL":"https://www.rfc-editor.org/rfc/rfc9562","possibleTypes":null},"c":{"kind":"UNION","possibleTypes":[{"name":"FoundNote"},{"name":"FoundShelf"}]},"d":null}""",
            answer["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Defaults_are_written_as_literals()
    {
        var answer = await _server.Ask("{ __type(name: \"AddBookInput\") { inputFields { name defaultValue type { kind ofType { name } } } } }");

        Assert.Contains("""{"name":"pages","defaultValue":"100","type":{"kind":"NON_NULL","ofType":{"name":"Int"}}}""", answer["data"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
