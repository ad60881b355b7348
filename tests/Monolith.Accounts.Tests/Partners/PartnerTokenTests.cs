using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Partners;

/// <summary>Tokens that want in. Each test also shows that the same token without its fault is taken.</summary>
public sealed class PartnerTokenTests
{
    private static readonly Dictionary<string, Action<JsonObject, JsonObject>> Faults = new()
    {
        ["another audience"] = (_, c) => c["aud"] = "somebody-else",
        ["no audience"] = (_, c) => c.Remove("aud"),
        ["two audiences and made for the other"] = (_, c) => (c["aud"], c["azp"]) = (new JsonArray("monolith", "somebody-else"), "somebody-else"),
        ["two audiences and made for nobody"] = (_, c) => c["aud"] = new JsonArray("monolith", "somebody-else"),
        ["made for another program"] = (_, c) => c["azp"] = "somebody-else",
        ["another issuer"] = (_, c) => c["iss"] = "https://login.evil.example",
        ["the issuer with a slash more"] = (_, c) => c["iss"] = (string)c["iss"]! + "/",
        ["no issuer"] = (_, c) => c.Remove("iss"),
        ["over for longer than the clocks may differ"] = (_, c) => Shift(c, -331),
        ["not yet valid"] = (_, c) => c["nbf"] = (long)c["iat"]! + 31,
        ["made in the future"] = (_, c) => Shift(c, 31),
        ["no end"] = (_, c) => c.Remove("exp"),
        ["no beginning"] = (_, c) => c.Remove("iat"),
        ["a life longer than agreed"] = (_, c) => c["exp"] = (long)c["iat"]! + 3_601,
        ["nobody's"] = (_, c) => c.Remove("sub"),
        ["an empty name"] = (_, c) => c["sub"] = "",
        ["no nonce"] = (_, c) => c.Remove("nonce"),
        ["another's nonce"] = (_, c) => c["nonce"] = PlayedIssuer.NonceOf("another-secret-of-more-than-32-chars-01"),
        ["the secret itself as nonce"] = (_, c) => c["nonce"] = PartnerFixture.Secret,
        ["a key that it points to"] = (h, _) => h["jku"] = "https://evil.example/keys",
        ["a key that it brings"] = (h, _) => h["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = "AQAB", ["e"] = "AQAB" },
        ["a certificate that it points to"] = (h, _) => h["x5u"] = "https://evil.example/cert",
        ["a certificate that it brings"] = (h, _) => h["x5c"] = new JsonArray("AAAA"),
        ["something critical"] = (h, _) => h["crit"] = new JsonArray("exp"),
        ["an unknown key"] = (h, _) => h["kid"] = "rsa-9",
        ["no key"] = (h, _) => h.Remove("kid"),
        ["another key of the issuer"] = (h, _) => h["kid"] = "rsa-2",
        ["an algorithm that was not agreed"] = (h, _) => h["alg"] = "PS256",
        ["an algorithm its key is not for"] = (h, _) => h["alg"] = "ES256",
        ["an access token"] = (h, _) => h["typ"] = "at+jwt",
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_token_with_a_fault_is_refused(string fault)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        own.Issuer.AddRsa("rsa-2");
        await own.ALinkedClient("maya");

        Assert.IsType<PartnerTokenRefused>((await own.Enter(own.Token("maya", change: Faults[fault]))).Refusal);
        Assert.Null((await own.Enter(own.Token("maya"))).Refusal);
    }

    [Fact]
    public async Task Clocks_may_differ_by_what_the_operator_allows()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");

        Assert.Null((await own.Enter(own.Token("maya", change: (_, c) => Shift(c, -329)))).Refusal);
        Assert.Null((await own.Enter(own.Token("maya", change: (_, c) => Shift(c, 30)))).Refusal);
        Assert.Null((await own.Enter(own.Token("maya", change: (_, c) => c["exp"] = (long)c["iat"]! + 3_600))).Refusal);
        Assert.Null((await own.Enter(own.Token("maya", change: (_, c) => (c["aud"], c["azp"]) = (new JsonArray("monolith", "x"), "monolith")))).Refusal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    public async Task A_token_without_a_signature_is_refused(string algorithm)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        var parts = own.Token("maya", change: (h, _) => h["alg"] = algorithm).Split('.');

        Assert.IsType<PartnerTokenRefused>((await own.Enter($"{parts[0]}.{parts[1]}.")).Refusal);
        Assert.IsType<PartnerTokenRefused>((await own.Enter(string.Join('.', parts))).Refusal);
        Assert.IsType<PartnerTokenRefused>((await own.Enter($"{parts[0]}.{parts[1]}")).Refusal);
    }

    [Fact]
    public async Task The_public_key_is_not_taken_as_the_secret_of_another_algorithm()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        var parts = own.Token("maya", change: (h, _) => h["alg"] = "HS256").Split('.');
        byte[][] secrets = [own.Issuer.PublicKey("rsa-1"), Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", own.Issuer.PublicKey("rsa-1")))];

        foreach (var secret in secrets)
        {
            var signature = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            Assert.IsType<PartnerTokenRefused>((await own.Enter($"{parts[0]}.{parts[1]}.{PlayedIssuer.Encode(signature)}")).Refusal);
        }
    }

    [Fact]
    public async Task A_token_that_was_changed_after_it_was_signed_is_refused()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        var (mine, hers) = (own.Token("ira").Split('.'), own.Token("maya").Split('.'));

        Assert.IsType<PartnerTokenRefused>((await own.Enter($"{hers[0]}.{hers[1]}.{mine[2]}")).Refusal);
        Assert.Null((await own.Enter(string.Join('.', hers))).Refusal);
    }

    [Fact]
    public async Task The_second_form_of_an_elliptic_signature_does_not_make_a_used_token_new()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        own.Issuer.AddEc("ec-1");
        await own.ALinkedClient("maya");
        var token = own.Token("maya", "ec-1");
        Assert.Null((await own.Enter(token)).Refusal);

        Assert.IsType<PartnerTokenRefused>((await own.Enter(Mirrored(token))).Refusal);
        Assert.Null((await own.Enter(Mirrored(own.Token("maya", "ec-1")))).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA")]
    public async Task What_is_no_token_is_refused(string token)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);

        Assert.IsType<PartnerTokenRefused>((await own.Enter(token)).Refusal);
        Assert.IsType<PartnerTokenRefused>((await own.Enter(token + new string('A', 9_000))).Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("a-secret-of-more-than-32-characters-0002")]
    public async Task A_stolen_token_is_worth_nothing_without_the_secret_of_its_nonce(string? secret)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        var token = own.Token("maya", change: (_, c) => c["nonce"] = secret is "short" ? PlayedIssuer.NonceOf("short") : c["nonce"]!.DeepClone());

        Assert.IsType<PartnerTokenRefused>((await own.Enter(token, secret)).Refusal);
    }

    [Fact]
    public async Task An_unknown_partner_is_named_as_the_fault()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);

        var answer = await own.Send(new Application.Partners.SignInWithPartner("nobody", own.Token("maya"), PartnerFixture.Secret));

        Assert.Equal("partner", Assert.IsType<BuildingBlocks.FieldRequired>(answer.Refusal).Name);
    }

    private static void Shift(JsonObject claims, int seconds) => (claims["iat"], claims["exp"]) = ((long)claims["iat"]! + seconds, (long)claims["exp"]! + seconds);

    // (r, s) and (r, n - s) are both signatures of the same text.
    private static string Mirrored(string token)
    {
        var parts = token.Split('.');
        var signature = Convert.FromBase64String(parts[2].Replace('-', '+').Replace('_', '/').PadRight((parts[2].Length + 3) / 4 * 4, '='));
        var order = System.Numerics.BigInteger.Parse("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
        var s = order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        var mirrored = new byte[64];
        signature.AsSpan(0, 32).CopyTo(mirrored);
        bytes.CopyTo(mirrored.AsSpan(64 - bytes.Length));
        return $"{parts[0]}.{parts[1]}.{PlayedIssuer.Encode(mirrored)}";
    }
}
