using System.Text.Json.Nodes;
using Monolith.Accounts.Application.Partners;

namespace Monolith.Accounts.Tests.Partners;

public sealed class PartnerFileTests
{
    [Theory]
    [InlineData("key", "\"ACME\"", "partners[0].key")]
    [InlineData("key", "\"\"", "partners[0].key")]
    [InlineData("issuer", "\"http://login.example\"", "partners[0].issuer")]
    [InlineData("issuer", "\"https://login.example/?a=b\"", "partners[0].issuer")]
    [InlineData("issuer", "\"https://user:secret@login.example\"", "partners[0].issuer")]
    [InlineData("audience", "\"\"", "partners[0].audience")]
    [InlineData("algorithms", "[]", "partners[0].algorithms")]
    [InlineData("algorithms", "[\"none\"]", "partners[0].algorithms")]
    [InlineData("algorithms", "[\"RS256\",\"HS256\"]", "partners[0].algorithms")]
    [InlineData("keys", "\"http://keys.example\"", "partners[0].keys")]
    [InlineData("keys", "\"not-there.jwks\"", "partners[0].keys")]
    [InlineData("clockSkewSeconds", "61", "partners[0].clockSkewSeconds")]
    [InlineData("longestLifeSeconds", "86401", "partners[0].longestLifeSeconds")]
    [InlineData("secret", "\"x\"", "partners[0].secret")]
    [InlineData("nonce", "\"yes\"", "partners[0].nonce")]
    public void A_faulty_setting_is_named(string setting, string value, string path)
    {
        using var issuer = new PlayedIssuer();

        var fault = Assert.Single(AccountsModule.CheckPartners(issuer.PartnersFile((setting, JsonNode.Parse(value)))));

        Assert.Equal(path, fault.Path);
    }

    [Fact]
    public void Two_entries_of_one_issuer_are_refused_as_is_a_file_that_cannot_be_read()
    {
        using var issuer = new PlayedIssuer();
        var file = issuer.PartnersFile();
        Assert.Empty(AccountsModule.CheckPartners(file));
        var written = JsonNode.Parse(File.ReadAllText(file))!;
        var twin = written["partners"]![0]!.DeepClone();
        twin["key"] = "acme-again";
        written["partners"]!.AsArray().Add(twin);
        File.WriteAllText(file, written.ToJsonString());

        Assert.Equal("partners", Assert.Single(AccountsModule.CheckPartners(file)).Path);
        Assert.Equal("cannot be read", Assert.Single(AccountsModule.CheckPartners(file + ".nowhere")).Rule);
        File.WriteAllText(file, "{ \"partners\": ");
        Assert.Equal("cannot be read as a list of partners", Assert.Single(AccountsModule.CheckPartners(file)).Rule);
    }

    [Fact]
    public void A_file_of_keys_is_named_relative_to_the_file_that_names_it()
    {
        using var issuer = new PlayedIssuer();
        var keys = issuer.KeysFile();

        var (register, faults) = PartnerRegister.Read(issuer.PartnersFile(("keys", Path.GetFileName(keys))));

        Assert.Empty(faults);
        Assert.Equal(keys, Assert.Single(register.All).Keys);
    }
}
