using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Accounts.Domain;

/// <summary>Time-based one-time codes of RFC 6238: HMAC-SHA-1, 6 digits, steps of 30 seconds, one step early or late.</summary>
internal static class OneTimeCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecretCharacters = 32;
    private const int RecoveryCharacters = 26;
    private const int StepSeconds = 30;

    /// <summary>A secret of 160 bits in base32, as programs and people take it.</summary>
    public static string MakeSecret() => RandomNumberGenerator.GetString(Alphabet, SecretCharacters);

    /// <summary>A recovery code of 130 bits.</summary>
    public static string MakeRecoveryCode() => RandomNumberGenerator.GetString(Alphabet, RecoveryCharacters);

    /// <summary>The code of an instant.</summary>
    public static string At(string secret, DateTime instant) => OfStep(Bytes(secret), Step(instant));

    /// <summary>The step the code belongs to, among the present one and its neighbours; null for a wrong code.</summary>
    public static long? StepOf(string secret, string code, DateTime now)
    {
        var (key, typed) = (Bytes(secret), Encoding.UTF8.GetBytes(code));
        long? found = null;
        for (var step = Step(now) - 1; step <= Step(now) + 1; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(OfStep(key, step)), typed) ? step : found;
        }

        return found;
    }

    private static long Step(DateTime instant) => (long)(instant - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    // RFC 6238 fixes HMAC-SHA-1 for the programs in use; a keyed hash does not rest on collisions being hard to find.
    private static string OfStep(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 fixes SHA-1 for the programs in use.
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[19] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (var (i, bits, held) = (0, 0, 0); i < secret.Length; i++)
        {
            (bits, held) = (((bits << 5) | Alphabet.IndexOf(secret[i])) & 0xFFF, held + 5);
            if (held >= 8)
            {
                held -= 8;
                bytes[((i + 1) * 5 / 8) - 1] = (byte)(bits >> held);
            }
        }

        return bytes;
    }
}
