using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Partners;

/// <summary>What a token proves.</summary>
/// <param name="Partner">Who says so.</param>
/// <param name="Subject">The partner's name for the person.</param>
/// <param name="SubjectIndex">Keyed fingerprint of issuer and subject.</param>
/// <param name="Spent">That the token was used; saved with what it was used for.</param>
internal sealed record PartnerProof(Partner Partner, string Subject, byte[] SubjectIndex, SpentPartnerToken Spent);

/// <summary>
/// Reads a partner's ID tokens: signed by one of its present keys, which the token must name, with an algorithm the operator chose for it and the key is made for;
/// from its issuer, for this service, now, of no longer life than agreed. A key that the token itself brings or points to is never used. The log
/// says why a token is refused; its sender is not told.
/// </summary>
internal sealed class PartnerTokens(PartnerRegister register, PartnerKeys keys, IVault vault, TimeProvider clock, ILogger<PartnerTokens> log)
{
    private const int LongestToken = 8_192;
    private const int LongestSubject = 255;
    private const int ShortestSecret = 32;
    private static readonly string[] NotTaken = ["jku", "jwk", "x5u", "x5c", "crit", "enc", "zip"];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private static readonly CryptoProviderFactory Signatures = new() { CacheSignatureProviders = false };

    /// <summary>What the token proves, or why it is refused.</summary>
    /// <param name="partnerKey">Whose it is said to be.</param>
    /// <param name="token">The ID token.</param>
    /// <param name="nonceSecret">What its <c>nonce</c> is the hash of.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<Result<PartnerProof>> ReadAsync(string partnerKey, string token, string? nonceSecret, CancellationToken cancellationToken)
    {
        if (register.All.Count == 0)
        {
            return new FeatureDisabled("Signing in through a partner");
        }

        if (register.Find(partnerKey) is not { } partner)
        {
            return new FieldRequired("partner", "Name one of the partners.");
        }

        var read = Parse(token);
        if ((read is null ? "it is no signed token" : FaultOfHeader(partner, read)) is { } broken)
        {
            return Refuse(partner, broken);
        }

        var (areKnown, key) = await keys.FindAsync(partner, read!.Kid, cancellationToken);
        if (!areKnown)
        {
            return new PartnerUnavailable();
        }

        if (key is null || !IsMadeFor(key, read.Alg))
        {
            return Refuse(partner, key is null ? "its key is unknown" : "its key is for another algorithm");
        }

        var judged = await Handler.ValidateTokenAsync(read, Rules(partner, key));
        var fault = judged.IsValid ? FaultOfClaims(partner, read, nonceSecret) : judged.Exception?.GetType().Name ?? "it is not valid";
        return fault is null ? Proof(partner, read) : Refuse(partner, fault);
    }

    private static JsonWebToken? Parse(string token)
    {
        if (token.Length > LongestToken || token.Count(c => c == '.') != 2)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static string? FaultOfHeader(Partner partner, JsonWebToken token) =>
        NotTaken.FirstOrDefault(name => token.TryGetHeaderValue<object>(name, out _)) is { } brought ? $"its header has {brought}"
        : token.Typ is not (null or "" or "JWT") ? "it is of another type"
        : !partner.Algorithms.Contains(token.Alg) ? "its algorithm is not taken"
        : string.IsNullOrEmpty(token.Kid) ? "it names no key"
        : null;

    // A public key must never serve as the secret of another algorithm.
    private static bool IsMadeFor(JsonWebKey key, string algorithm) => (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm) && (key.Kty, key.Crv, algorithm) switch
    {
        (JsonWebAlgorithmsKeyTypes.RSA, _, "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512") => true,
        (JsonWebAlgorithmsKeyTypes.EllipticCurve, "P-256", "ES256") or (JsonWebAlgorithmsKeyTypes.EllipticCurve, "P-384", "ES384") or (JsonWebAlgorithmsKeyTypes.EllipticCurve, "P-521", "ES512") => true,
        _ => false,
    };

    private TokenValidationParameters Rules(Partner partner, JsonWebKey key)
    {
        var (now, skew) = (clock.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(partner.ClockSkewSeconds));
        return new TokenValidationParameters
        {
            ValidIssuer = partner.Issuer,
            ValidAudience = partner.Audience,
            ValidAlgorithms = partner.Algorithms,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            CryptoProviderFactory = Signatures,
            LifetimeValidator = (from, until, _, _) => until is { } end && end + skew > now && (from is null || from - skew <= now),
        };
    }

    private string? FaultOfClaims(Partner partner, JsonWebToken token, string? nonceSecret)
    {
        var latest = clock.GetUtcNow().UtcDateTime.AddSeconds(partner.ClockSkewSeconds);
        if (!token.TryGetPayloadValue<long>("iat", out _) || token.IssuedAt > latest || token.ValidTo - token.IssuedAt > TimeSpan.FromSeconds(partner.LongestLifeSeconds))
        {
            return "it lives too long";
        }

        if (token.Subject is not { Length: > 0 and <= LongestSubject })
        {
            return "it names nobody";
        }

        return (token.Audiences.Count() > 1 || token.TryGetPayloadValue<string>("azp", out _)) && token.Azp != partner.Audience ? "it was made for another program"
            : partner.Nonce && !IsNonceOf(token, nonceSecret) ? "its nonce is not the sender's"
            : null;
    }

    private static bool IsNonceOf(JsonWebToken token, string? secret) =>
        secret is { Length: >= ShortestSecret } && token.TryGetPayloadValue<string>("nonce", out var nonce) && nonce is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))));

    // The fingerprint leaves the signature out: of one and the same elliptic signature there are two forms.
    private PartnerProof Proof(Partner partner, JsonWebToken token) => new(
        partner,
        token.Subject,
        vault.BlindIndex("partner", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{partner.Issuer}\n{token.Subject}")))),
        new SpentPartnerToken
        {
            Hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}")),
            EndsAt = token.ValidTo.AddSeconds(partner.ClockSkewSeconds),
        });

    private PartnerTokenRefused Refuse(Partner partner, string reason)
    {
        log.LogInformation("A token of partner {Partner} is refused: {Reason}", partner.Key, reason);
        return new PartnerTokenRefused();
    }
}
