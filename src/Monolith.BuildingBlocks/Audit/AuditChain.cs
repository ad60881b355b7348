using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>One link of the chain as <c>docs/audit.md</c> specifies it.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record ChainLink(long Sequence, byte[] Hash)
{
    public static ChainLink Start { get; } = new(0, new byte[32]);
}

internal static class AuditChain
{
    /// <summary>The columns in the order in which they are hashed; the three ids go in as commitments.</summary>
    public const string Columns = "id, occurred_at, actor_id, actor_role, operation, subject_id, object_id, data_class, mode, purpose, outcome, rule, request_id, details";

    public static bool IsPersonal(int column) => column is 2 or 5 or 6;

    public static byte[] Commit(ReadOnlySpan<byte> salt, Guid id) => SHA256.HashData([.. salt, .. Encoding.ASCII.GetBytes(id.ToString("D"))]);

    /// <summary>Hashes the row under the reader, whose first columns are <see cref="Columns"/>.</summary>
    public static ChainLink Next(ChainLink previous, DbDataReader row, Func<int, byte[]?> commitment)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write<byte>([0]);
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), previous.Sequence + 1);
        buffer.Advance(8);
        buffer.Write(previous.Hash);
        for (var column = 0; column < row.FieldCount && column < 14; column++)
        {
            Append(buffer, IsPersonal(column) ? (commitment(column) is { } bytes ? Convert.ToHexStringLower(bytes) : null) : Text(row, column));
        }

        return new(previous.Sequence + 1, SHA256.HashData(buffer.WrittenSpan));
    }

    public static byte[] Statement(ChainLink link, DateTime sealedAt)
    {
        var bytes = new byte[49];
        bytes[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), link.Sequence);
        link.Hash.CopyTo(bytes, 9);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(41), AuditTables.Microseconds(sealedAt));
        return bytes;
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column)
        ? null
        : column switch
        {
            0 => row.GetGuid(0).ToString("D"),
            1 => AuditTables.Microseconds(AuditTables.InstantOf(row.GetValue(1))).ToString(CultureInfo.InvariantCulture),
            _ => row.GetString(column),
        };

    private static void Append(ArrayBufferWriter<byte> buffer, string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), length);
        buffer.Advance(4);
        Encoding.UTF8.GetBytes(text ?? "", buffer);
    }
}
