using System.Buffers.Text;

namespace Monolith.GraphQL.Relay;

/// <summary>Cursors of rows sorted by a UUID alone: the same as <see cref="Cursor.Encode"/> makes, without the way over JSON, because a page makes one for every row.</summary>
public static class IdCursor
{
    private const int Length = 40;

    /// <summary>The cursor of a row by its id.</summary>
    public static string Encode(Guid id)
    {
        Span<byte> text = stackalloc byte[Length];
        "[\""u8.CopyTo(text);
        id.TryFormat(text[2..], out _, "D");
        "\"]"u8.CopyTo(text[(Length - 2)..]);
        return Base64Url.EncodeToString(text);
    }
}
