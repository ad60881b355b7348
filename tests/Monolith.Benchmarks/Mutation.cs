using System.Text;

namespace Monolith.Benchmarks;

/// <summary>Changes documents at random, the same way for the same seed.</summary>
internal sealed class Mutation(uint seed)
{
    private static readonly string[] Seeds =
    [
        "query Q($n: Int = 3) { therapists(first: $n) { edges { cursor node { ...T } } pageInfo { hasNextPage endCursor } } } fragment T on Therapist { id displayName @skip(if: false) }",
        "query($id: ID!) { node(id: $id) { __typename id ... on Therapist { displayName } } nodes(ids: [$id, \"y\"]) { id } }",
        "mutation { signIn(input: { email: \"a@b.example\", password: \"\\u{1F600}\\n x\" }) { signIn { accessToken } errors { code message path } } }",
        "{ __schema { types { name fields(includeDeprecated: true) { name args { name type { name ofType { name } } } } } } limits { cost depth } rateLimit { remaining } }",
        "query($s: String) { specialisations { __typename } purposes { __typename } me { id name } __type(name: \"\"\"block \\\"\"\" text\"\"\") { name } a: __typename @include(if: true) }",
        "{ therapists(first: 2, after: \"AAAA\") { nodes { id } } appointments(last: 1, before: \"x\") { edges { node { id } } } } # comment",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", "...", "...T", "$n", "$id", "@skip(if: $n)", "@include(if: true)", "\"", "\"\"\"", "\\u{110000}", "\\ud800", "\\", ": ", "!", "=", "|", "&", " on ", "fragment F on Query", "null", "true",
        "1e999", "-0", "999999999999999999999", "0.1e-9", "\u0000", "\uFEFF", "#", "é", "\u202E", "__typename", "first: 99999999", "first: -1", "{a{a{a{a{a{a{a", "[[[[[[[[[[[[", "subscription", "' OR 1=1 --", "%s%n", "\r\n",
    ];

    private uint state = seed * 2_654_435_761;

    public byte[] Seed(int number) => Encoding.UTF8.GetBytes(Seeds[number % Seeds.Length]);

    /// <summary>One to four changes: bytes removed, replaced, doubled or moved, or a piece of syntax put in.</summary>
    public byte[] Of(byte[] text)
    {
        var bytes = new List<byte>(text);
        for (var changes = Next(4); changes >= 0; changes--)
        {
            var at = Next(bytes.Count);
            var length = Math.Min(Next(16), bytes.Count - at);
            switch (Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[Next(Pieces.Length)]));
                    break;
                case 2 when bytes.Count > 0:
                    bytes[at] = (byte)Next(256);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.InsertRange(Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private int Next(int below)
    {
        state = (state * 1_664_525) + 1_013_904_223;
        return (int)((state >> 8) % (uint)Math.Max(1, below));
    }
}
