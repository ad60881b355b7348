using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application.Partners;

/// <summary>A company whose OpenID Connect tokens sign people in, as the operator's file names it.</summary>
/// <param name="Key">What callers name it by.</param>
/// <param name="Name">What people know it as.</param>
/// <param name="Issuer">The <c>iss</c> of its tokens; its metadata lie under it.</param>
/// <param name="Audience">The <c>aud</c> of tokens that are for this service.</param>
/// <param name="Algorithms">The signatures that are taken.</param>
/// <param name="Keys">Address or file of its keys; null = where its metadata say, on the issuer's own host.</param>
/// <param name="ClockSkewSeconds">How far its clock may be off; 0 to 60.</param>
/// <param name="LongestLifeSeconds">The longest life of a token; 60 seconds to a day.</param>
/// <param name="Nonce">Whether a token carries the hash of a secret that its holder shows too.</param>
internal sealed record Partner(
    string Key,
    string Name,
    string Issuer,
    string Audience,
    IReadOnlyList<string> Algorithms,
    string? Keys = null,
    int ClockSkewSeconds = 30,
    int LongestLifeSeconds = 3600,
    bool Nonce = true)
{
    /// <summary>Where its metadata are.</summary>
    [JsonIgnore]
    public Uri Metadata => new(Issuer.TrimEnd('/') + "/.well-known/openid-configuration");
}

/// <summary>The partners of this host; none unless its operator names a file.</summary>
internal sealed class PartnerRegister(IReadOnlyList<Partner> partners)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    private static readonly HashSet<string> Signatures = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Partner> All => partners;

    /// <summary>The partner of this key.</summary>
    public Partner? Find(string key) => partners.FirstOrDefault(p => p.Key == key);

    /// <summary>The partners of a file, or what is wrong with it. Files of keys are named relative to it.</summary>
    public static (PartnerRegister Register, IReadOnlyList<ProfileFault> Faults) Read(string? file)
    {
        if (file is null)
        {
            return (new([]), []);
        }

        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var written = JsonSerializer.Deserialize<PartnerFile>(File.ReadAllBytes(file), Strict);
            Partner[] all = [.. (written?.Partners ?? []).Select(p => p.Keys is { } keys && !IsAddress(keys) ? p with { Keys = Path.Combine(folder, keys) } : p)];
            return (new(all), [.. all.Index().SelectMany(p => Check(p.Item, $"partners[{p.Index}]")), .. CheckTogether(all)]);
        }
        catch (JsonException broken)
        {
            return (new([]), [new(broken.Path?.TrimStart('$', '.') ?? "", "cannot be read as a list of partners")]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (new([]), [new("", "cannot be read")]);
        }
    }

    /// <summary>Whether keys or metadata may be fetched from here: over TLS, or from this machine itself.</summary>
    public static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsAddress(string keys) => keys.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<ProfileFault> Check(Partner partner, string at)
    {
        if (partner.Key.Length is 0 or > 40 || !partner.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return new($"{at}.key", "must be 1 to 40 small letters, digits and hyphens");
        }

        if (!IsSafe(partner.Issuer) || new Uri(partner.Issuer).Query.Length > 0)
        {
            yield return new($"{at}.issuer", "must be an https address without a query (http for this machine itself)");
        }

        if (partner.Name.Length == 0 || partner.Audience.Length == 0)
        {
            yield return new($"{at}.{(partner.Name.Length == 0 ? "name" : "audience")}", "must not be empty");
        }

        if (partner.Algorithms.Count == 0 || !partner.Algorithms.All(Signatures.Contains))
        {
            yield return new($"{at}.algorithms", $"must name at least one of {string.Join(", ", Signatures)}");
        }

        if (partner.Keys is { } keys && (IsAddress(keys) ? !IsSafe(keys) : !File.Exists(keys)))
        {
            yield return new($"{at}.keys", "must be an https address or a file that is there");
        }

        if (partner.ClockSkewSeconds is < 0 or > 60)
        {
            yield return new($"{at}.clockSkewSeconds", "must be between 0 and 60");
        }

        if (partner.LongestLifeSeconds is < 60 or > 86_400)
        {
            yield return new($"{at}.longestLifeSeconds", "must be between 60 and 86400");
        }
    }

    // Two entries of one issuer could bind one person twice.
    private static IEnumerable<ProfileFault> CheckTogether(Partner[] all)
    {
        if (all.DistinctBy(p => p.Key).Count() != all.Length || all.DistinctBy(p => p.Issuer).Count() != all.Length)
        {
            yield return new("partners", "must have a key and an issuer each of their own");
        }
    }

    private sealed record PartnerFile(IReadOnlyList<Partner> Partners);
}
