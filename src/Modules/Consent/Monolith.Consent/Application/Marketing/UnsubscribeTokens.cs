using System.Buffers.Text;
using System.Security.Cryptography;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Application.Marketing;

/// <summary>The token in each message of news and offers: it ends them for one account, and does nothing else. It is computed, not stored.</summary>
internal sealed class UnsubscribeTokens(IVault vault)
{
    private const int IdLength = 16;
    private const int MarkLength = 16;

    /// <summary>The token of an account.</summary>
    public string Of(Guid accountId) => Base64Url.EncodeToString([.. accountId.ToByteArray(), .. MarkOf(accountId)]);

    /// <summary>The account of a token; null when we did not make it.</summary>
    public Guid? Read(string token)
    {
        if (!Base64Url.IsValid(token, out var length) || length != IdLength + MarkLength)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        var accountId = new Guid(bytes.AsSpan(0, IdLength));
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdLength), MarkOf(accountId)) ? accountId : null;
    }

    private byte[] MarkOf(Guid accountId) => vault.BlindIndex("unsubscribe", accountId.ToString())[..MarkLength];
}
