using Monolith.Accounts.Application.Partners;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Partners;

public sealed class PartnerKeyTests
{
    [Fact]
    public async Task A_new_key_works_at_once_and_one_that_was_taken_back_an_hour_longer_at_most()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        own.Issuer.AddEc("ec-2");

        Assert.Null((await own.Enter(own.Token("maya", "ec-2"))).Refusal);
        var old = own.Token("maya", change: (_, c) => c["exp"] = (long)c["exp"]! + 3_300);
        own.Issuer.TakeBack("rsa-1");
        own.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<PartnerTokenRefused>((await own.Enter(old)).Refusal);
        Assert.Null((await own.Enter(own.Token("maya", "ec-2"))).Refusal);
    }

    [Fact]
    public async Task Made_up_keys_make_us_ask_the_partner_once_a_minute()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        Assert.Equal(1, own.Issuer.Asked);
        own.Clock.Advance(TimeSpan.FromMinutes(1));

        for (var i = 0; i < 20; i++)
        {
            var kid = $"made-up-{i}";
            Assert.IsType<PartnerTokenRefused>((await own.Enter(own.Token("maya", change: (h, _) => h["kid"] = kid))).Refusal);
        }

        Assert.Equal(2, own.Issuer.Asked);
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await own.Enter(own.Token("maya", change: (h, _) => h["kid"] = "made-up"));
        Assert.Equal(3, own.Issuer.Asked);
    }

    [Fact]
    public async Task While_the_partner_cannot_be_reached_the_keys_of_the_last_day_are_used_and_then_none()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        await own.ALinkedClient("maya");
        own.Issuer.Answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        own.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Null((await own.Enter(own.Token("maya"))).Refusal);
        own.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<PartnerUnavailable>((await own.Enter(own.Token("maya"))).Refusal);
        own.Issuer.Answer = null;
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await own.Enter(own.Token("maya"))).Refusal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/keys\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nnot json!")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task An_answer_that_makes_no_sense_is_a_fault_and_no_key(string answer)
    {
        using var issuer = new PlayedIssuer { Answer = answer };
        using var documents = new PartnerDocuments();

        await Assert.ThrowsAsync<PartnerFaultException>(() => documents.ReadAsync(PartnerOf(issuer), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<PartnerFaultException>(() => documents.ReadAsync(PartnerOf(issuer) with { Keys = issuer.Issuer + "/keys" }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/keys")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/keys")]
    public async Task Metadata_cannot_send_us_to_another_host(string keys)
    {
        using var issuer = new PlayedIssuer { KeysAddress = keys };
        using var documents = new PartnerDocuments();

        var fault = await Assert.ThrowsAsync<PartnerFaultException>(() => documents.ReadAsync(PartnerOf(issuer), TestContext.Current.CancellationToken));

        Assert.Equal("the keys are on another host than the issuer", fault.Message);
    }

    [Fact]
    public async Task Metadata_of_another_issuer_are_a_fault()
    {
        using var issuer = new PlayedIssuer { Claims = "https://login.evil.example" };
        using var documents = new PartnerDocuments();

        var fault = await Assert.ThrowsAsync<PartnerFaultException>(() => documents.ReadAsync(PartnerOf(issuer), TestContext.Current.CancellationToken));

        Assert.Equal("the metadata name another issuer", fault.Message);
    }

    [Fact]
    public async Task Weak_keys_are_left_out_and_keys_come_from_a_file_too()
    {
        using var issuer = new PlayedIssuer();
        using var documents = new PartnerDocuments();
        issuer.AddRsa("rsa-weak", 1024);
        issuer.AddEc("ec-1");

        var fetched = await documents.ReadAsync(PartnerOf(issuer), TestContext.Current.CancellationToken);
        var read = await documents.ReadAsync(PartnerOf(issuer) with { Keys = issuer.KeysFile() }, TestContext.Current.CancellationToken);

        Assert.Equal(["ec-1", "rsa-1"], fetched.Keys.Order());
        Assert.Equal(["ec-1", "rsa-1"], read.Keys.Order());
        Assert.Equal(1, issuer.Asked);
    }

    private static Partner PartnerOf(PlayedIssuer issuer) => new("acme", "Acme", issuer.Issuer, "monolith", ["RS256"]);
}
