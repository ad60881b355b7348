using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Partners;
using Monolith.Accounts.Application.Sessions;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Tests.Partners;

/// <summary>Accounts with one partner, which the fixture plays.</summary>
public sealed class PartnerFixture : AccountsFixture
{
    public const string Secret = "a-secret-of-more-than-32-characters-0001";

    public PlayedIssuer Issuer { get; } = new();

    protected override string? PartnersFile => Issuer.PartnersFile();

    /// <summary>A good token for the person, changed as the test wants.</summary>
    public string Token(string subject, string kid = "rsa-1", Action<JsonObject, JsonObject>? change = null)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject header = new() { ["alg"] = kid.StartsWith("ec", StringComparison.Ordinal) ? "ES256" : "RS256", ["typ"] = "JWT", ["kid"] = kid };
        JsonObject claims = new()
        {
            ["iss"] = Issuer.Issuer, ["aud"] = "monolith", ["sub"] = subject, ["iat"] = now, ["exp"] = now + 300,
            ["nonce"] = PlayedIssuer.NonceOf(Secret), ["jti"] = Guid.CreateVersion7().ToString(),
        };
        change?.Invoke(header, claims);
        return Issuer.Sign(header, claims, kid);
    }

    internal Task<Result<SignInView>> Enter(string token, string? secret = Secret, string? code = null) => Send(new SignInWithPartner("acme", token, secret, null, code));

    internal Task<Result<PartnerLinkView>> Link(Caller caller, string subject, bool agree = true, string password = Password, string? key = null) =>
        Send(new LinkPartner("acme", Token(subject), Secret, password, agree), caller, key);

    protected override void Register(IServiceCollection collection)
    {
        base.Register(collection);
        collection.AddSingleton(_ => Issuer);
    }

    // The container ends what it has handed out once.
    protected override Task ArrangeAsync() => Task.FromResult(Services.GetRequiredService<PlayedIssuer>());

    /// <summary>A client whose account is linked with this person of the partner.</summary>
    internal async Task<Caller> ALinkedClient(string subject)
    {
        var client = await ASignedInClient();
        Assert.Null((await Link(client, subject)).Refusal);
        return client;
    }
}
