using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monolith.Testing;

/// <summary>
/// A device with one passkey, made of nothing but the standard (WebAuthn level 3, attestation "none"). What it says can be changed, so that it lies as an
/// attacker would.
/// </summary>
public sealed class SoftwareAuthenticator : IDisposable
{
    private readonly ECDsa key;
    private readonly int algorithm;
    private byte[] userHandle = [];

    /// <summary>A device with a fresh key pair.</summary>
    /// <param name="strong">Whether the key is one of ES384, which the service does not ask for.</param>
    public SoftwareAuthenticator(bool strong = false)
    {
        key = ECDsa.Create(strong ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        algorithm = strong ? -35 : -7;
    }

    /// <summary>What the device calls the passkey.</summary>
    public byte[] CredentialId { get; set; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The page that asks.</summary>
    public string Origin { get; set; } = "http://localhost";

    /// <summary>The domain the passkey is for.</summary>
    public string Domain { get; set; } = "localhost";

    /// <summary>Whether the page is in a frame of another one.</summary>
    public bool IsFramed { get; set; }

    /// <summary>Whether the device saw who holds it.</summary>
    public bool VerifiesUser { get; set; } = true;

    /// <summary>How often it signed.</summary>
    public uint Count { get; set; }

    /// <summary>Whether the signature is of something else.</summary>
    public bool SignsSomethingElse { get; set; }

    /// <summary>The challenge that is answered in place of the one that was asked.</summary>
    public string? OtherChallenge { get; set; }

    /// <summary>Whose passkey the device says it is; null = whom it was made for.</summary>
    public byte[]? OtherUser { get; set; }

    /// <summary>What <c>navigator.credentials.create()</c> answers.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        userHandle = Base64Url.DecodeFromChars((string)asked["user"]!["id"]!);
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString("none");
        cbor.WriteTextString("attStmt");
        cbor.WriteStartMap(0);
        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString([.. Spoken(0x40), .. new byte[16], 0, (byte)CredentialId.Length, .. CredentialId, .. PublicKey()]);
        cbor.WriteEndMap();
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Base64Url.EncodeToString(cbor.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>What <c>navigator.credentials.get()</c> answers.</summary>
    public string Get(string options)
    {
        Count++;
        var spoken = Spoken(0);
        var client = ClientData("webauthn.get", JsonNode.Parse(options)!);
        byte[] signed = [.. spoken, .. SHA256.HashData(SignsSomethingElse ? [1, .. client] : client)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(spoken),
            ["signature"] = Base64Url.EncodeToString(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Base64Url.EncodeToString(OtherUser ?? userHandle),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private byte[] Spoken(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(1 | (VerifiesUser ? 4 : 0) | more), .. count];
    }

    private byte[] ClientData(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = type, ["challenge"] = OtherChallenge ?? (string)asked["challenge"]!, ["origin"] = Origin, ["crossOrigin"] = IsFramed,
    });

    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        cose.WriteInt32(1);
        cose.WriteInt32(2);
        cose.WriteInt32(3);
        cose.WriteInt32(algorithm);
        cose.WriteInt32(-1);
        cose.WriteInt32(algorithm == -7 ? 1 : 2);
        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return cose.Encode();
    }

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(CredentialId),
        ["rawId"] = Base64Url.EncodeToString(CredentialId),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();
}
