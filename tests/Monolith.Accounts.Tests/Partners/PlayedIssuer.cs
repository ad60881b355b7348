using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Partners;

/// <summary>A partner's OpenID Connect provider, over HTTP on this machine, with keys that it can change.</summary>
public sealed class PlayedIssuer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, AsymmetricAlgorithm> keys = [];
    private readonly TempDirectory folder = new();
    private int asked;

    public PlayedIssuer()
    {
        listener.Start();
        KeysAddress = $"{Issuer}/keys";
        AddRsa("rsa-1");
        _ = ServeAsync();
    }

    public string Issuer => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What its metadata say of where its keys are.</summary>
    public string KeysAddress { get; set; }

    /// <summary>How often its keys were asked for.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Answers of another kind; null for the proper ones.</summary>
    public string? Answer { get; set; }

    /// <summary>What its metadata say it is; null for its own name.</summary>
    public string? Claims { get; set; }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string NonceOf(string secret) => Encode(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public void AddRsa(string kid, int bits = 2048) => keys[kid] = RSA.Create(bits);

    public void AddEc(string kid) => keys[kid] = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void TakeBack(string kid) => keys.Remove(kid);

    /// <summary>The public half of a key, as a program that mistakes it for a secret would read it.</summary>
    public byte[] PublicKey(string kid) => keys[kid].ExportSubjectPublicKeyInfo();

    /// <summary>A signed token.</summary>
    public string Sign(JsonObject header, JsonObject claims, string kid)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = keys[kid] switch
        {
            RSA rsa => rsa.SignData(bytes, HashAlgorithmName.SHA256, (string?)header["alg"] is "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            ECDsa ec => ec.SignData(bytes, HashAlgorithmName.SHA256),
            _ => throw new NotSupportedException(),
        };
        return $"{signed}.{Encode(signature)}";
    }

    /// <summary>A file that names this provider as the partner acme.</summary>
    public string PartnersFile(params (string Name, JsonNode? Value)[] settings)
    {
        JsonObject partner = new() { ["key"] = "acme", ["name"] = "Acme", ["issuer"] = Issuer, ["audience"] = "monolith", ["algorithms"] = new JsonArray("RS256", "ES256") };
        foreach (var (name, value) in settings)
        {
            partner[name] = value;
        }

        var file = folder.PathOf($"{Guid.CreateVersion7():N}.json");
        File.WriteAllText(file, new JsonObject { ["partners"] = new JsonArray(partner) }.ToJsonString());
        return file;
    }

    /// <summary>Its public keys as a file beside the one that names it.</summary>
    public string KeysFile()
    {
        var file = folder.PathOf($"{Guid.CreateVersion7():N}.jwks");
        File.WriteAllText(file, KeySet());
        return file;
    }

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
        folder.Dispose();
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await using var stream = client.GetStream();
                var buffer = new byte[8_192];
                var length = await stream.ReadAsync(buffer, stopping.Token);
                var path = Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer ?? Ok(Body(path))), stopping.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private string Body(string path)
    {
        if (path.EndsWith("openid-configuration", StringComparison.Ordinal))
        {
            return new JsonObject { ["issuer"] = Claims ?? Issuer, ["jwks_uri"] = KeysAddress }.ToJsonString();
        }

        Interlocked.Increment(ref asked);
        return KeySet();
    }

    private string KeySet() => JsonSerializer.Serialize(new { keys = keys.Select(k => PublicHalf(k.Key, k.Value)).ToArray() });

    private static Dictionary<string, string> PublicHalf(string kid, AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            var parts = rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["kid"] = kid, ["use"] = "sig", ["n"] = Encode(parts.Modulus!), ["e"] = Encode(parts.Exponent!) };
        }

        var point = ((ECDsa)key).ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["kid"] = kid, ["crv"] = "P-256", ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) };
    }
}
