using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Monolith.Accounts.Application.Partners;

namespace Monolith.Accounts.Infrastructure;

/// <summary>Fetches a partner's public keys: within 5 seconds and 64 KB, without redirects, proxies or cookies.</summary>
internal sealed class PartnerDocuments : IDisposable
{
    private const int MostBytes = 64 * 1024;
    private const int MostKeys = 50;
    private const int SmallestModulus = 2048;

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The usable keys by their <c>kid</c>.</summary>
    /// <exception cref="PartnerFaultException">They cannot be had, or make no sense.</exception>
    public async Task<IReadOnlyDictionary<string, JsonWebKey>> ReadAsync(Partner partner, CancellationToken cancellationToken)
    {
        try
        {
            var json = partner.Keys is { } file && !file.Contains("://", StringComparison.Ordinal)
                ? await File.ReadAllTextAsync(file, cancellationToken)
                : await client.GetStringAsync(partner.Keys is { } address ? new Uri(address) : await KeysOfAsync(partner, cancellationToken), cancellationToken);
            return Usable(new JsonWebKeySet(json));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or UnauthorizedAccessException or JsonException or ArgumentException or FormatException
            || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PartnerFaultException(failure.GetType().Name);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    // A partner's metadata may not send us to other hosts, such as those inside our own network.
    private async Task<Uri> KeysOfAsync(Partner partner, CancellationToken cancellationToken)
    {
        using var metadata = JsonDocument.Parse(await client.GetStringAsync(partner.Metadata, cancellationToken));
        if (Text(metadata, "issuer") != partner.Issuer)
        {
            throw new PartnerFaultException("the metadata name another issuer");
        }

        return Uri.TryCreate(Text(metadata, "jwks_uri"), UriKind.Absolute, out var keys) && keys.GetLeftPart(UriPartial.Authority) == partner.Metadata.GetLeftPart(UriPartial.Authority)
            ? keys
            : throw new PartnerFaultException("the keys are on another host than the issuer");
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, JsonWebKey> Usable(JsonWebKeySet set) => set.Keys.Take(MostKeys)
        .Where(k => !string.IsNullOrEmpty(k.Kid) && k.Use is null or "" or "sig" && IsStrong(k))
        .GroupBy(k => k.Kid, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);

    private static bool IsStrong(JsonWebKey key) => key.Kty switch
    {
        JsonWebAlgorithmsKeyTypes.RSA => key.N is { } modulus && key.E is not null && Base64UrlEncoder.DecodeBytes(modulus).SkipWhile(b => b == 0).Count() * 8 >= SmallestModulus,
        JsonWebAlgorithmsKeyTypes.EllipticCurve => key is { Crv: "P-256" or "P-384" or "P-521", X: not null, Y: not null },
        _ => false,
    };
}

/// <summary>A partner's keys cannot be had.</summary>
internal sealed class PartnerFaultException(string reason) : Exception(reason);
