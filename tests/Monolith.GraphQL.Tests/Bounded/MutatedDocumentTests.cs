using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class MutatedDocumentTests
{
    private const int Documents = 2000;

    private static readonly string[] Seeds =
    [
        "query Q($n: Int = 3, $a: [ID!]) { books(first: $n) { edges { cursor node { ...B author { name } } } } nodes(ids: $a) { id } } fragment B on Book { title genre @skip(if: false) }",
        "mutation M { addBook(input: { title: \"a\\u{1F600}\\n\", genre: NOVEL, authorId: \"x\", pages: -12 }) { id tags } }",
        "{ search(text: \"\"\"block \\\"\"\" text\"\"\") { __typename ... on FoundNote { text } } __schema { types { name fields { name } } } limits { cost } }",
        "subscription { bookAdded { title } } # comment",
    ];

    private static readonly string[] Pieces = ["{", "}", "(", ")", "[", "]", "...", "...B", "$n", "@skip(if: $n)", "\"", "\"\"\"", "\\u{110000}", "\\ud800", ": ", "!", "=", "|", "&", "on", "fragment", "null", "1e999", "-", "999999999999", "\u0000", "\uFEFF", "#", "é", "__typename", "first: 99999999"];

    [Fact]
    public async Task No_mutated_document_is_answered_with_a_fault_of_the_server()
    {
        var server = new SampleServer(new RequestExecutorOptions { Timeout = Timeout.InfiniteTimeSpan });
        using var variables = JsonDocument.Parse("""{"n":2,"a":["x",null]}""");
        var (state, executed) = (20_260_301u, 0);
        for (var i = 0; i < Documents; i++)
        {
            var document = Mutate(Encoding.UTF8.GetBytes(Seeds[i % Seeds.Length]), ref state);
            var answer = await server.Ask(new GraphQLRequest { Query = document, Variables = variables.RootElement });
            var text = answer.ToJsonString();

            Assert.True(answer["data"] is not null || answer["errors"] is not null, Convert.ToHexString(document));
            Assert.False(text.Contains("\"INTERNAL\"", StringComparison.Ordinal) && !text.Contains("secret", StringComparison.Ordinal), $"{Encoding.UTF8.GetString(document)} gave {text}");
            executed += answer["data"] is null ? 0 : 1;
        }

        Assert.InRange(executed, Documents / 100, Documents * 3 / 4);
    }

    private static byte[] Mutate(byte[] document, ref uint state)
    {
        var bytes = new List<byte>(document);
        for (var changes = Next(ref state, 2); changes >= 0; changes--)
        {
            var at = Next(ref state, bytes.Count);
            var length = Math.Min(Next(ref state, 12), bytes.Count - at);
            switch (Next(ref state, 5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[Next(ref state, Pieces.Length)]));
                    break;
                case 2:
                    bytes[at] = (byte)Next(ref state, 256);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.InsertRange(Next(ref state, bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Next(ref uint state, int below)
    {
        state = (state * 1_664_525) + 1_013_904_223;
        return (int)((state >> 8) % (uint)Math.Max(1, below));
    }
}
