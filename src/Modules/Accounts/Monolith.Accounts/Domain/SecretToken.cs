using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Accounts.Domain;

/// <summary>A 256-bit random secret that a person or a program carries; only its hash is stored.</summary>
internal static class SecretToken
{
    /// <summary>43 characters of base64url.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, 32 bytes. The secret is random, so no salt and no cost are needed.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
