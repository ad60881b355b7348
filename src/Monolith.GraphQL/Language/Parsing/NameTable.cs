using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>
/// Strings of names seen lately, so that parsing the same fields again allocates none. The table has a fixed size and a newer name replaces an
/// older one in its slot; a lost race costs an allocation and nothing else.
/// </summary>
internal static class NameTable
{
    private const int Slots = 2048;
    private const int LongestKept = 48;
    private static readonly string?[] Names = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestKept)
        {
            return Encoding.ASCII.GetString(name);
        }

        var hash = (uint)name.Length;
        foreach (var letter in name)
        {
            hash = (hash * 31) + letter;
        }

        ref var slot = ref Names[hash % Slots];
        var kept = slot;
        return kept is not null && Ascii.Equals(name, kept) ? kept : slot = Encoding.ASCII.GetString(name);
    }
}
