using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;

namespace Monolith.Accounts.Tests.Credentials;

/// <summary>Sixty passwords and what is said of each (R29), for Asha Rao, asha.rao@example.org, +91 98765 43210.</summary>
public sealed class PasswordTableTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private static readonly string[] Own = ["asha.rao@example.org", "Asha Rao", "+91 98765 43210"];

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("aA1!")]
    [InlineData("Zk7!pQx")]
    [InlineData("🦉🌊🪁🧭🌾")]
    [InlineData("12345678901234")]
    [InlineData("1234567890123456789012345")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("ababababababababababababab")]
    [InlineData("Aa1!Aa1!Aa1!Aa1!")]
    [InlineData("abcabcabcabcABC1!")]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    [InlineData("zyxwvutsrqponmlkjihgfedcba")]
    [InlineData("qwertyuiopasdfghjklzxcvbnm")]
    [InlineData("1q2w3e4r5t6y7u8i9o0p")]
    [InlineData("Zxcvbnm-12345!")]
    [InlineData("Qazwsxedc-123!")]
    [InlineData("password")]
    [InlineData("Password-12345")]
    [InlineData("PASSWORD password 1")]
    [InlineData("passwordpasswordpassword")]
    [InlineData("P@ssw0rd-P@ssw0rd")]
    [InlineData("p4$$W0RD!2031")]
    [InlineData("Welcome-2031!!")]
    [InlineData("Welcome12345678!")]
    [InlineData("Letmein!Letmein1")]
    [InlineData("Iloveyou-12345!")]
    [InlineData("Football-2031!!")]
    [InlineData("Dragon!Dragon!1")]
    [InlineData("Monkey123456789!")]
    [InlineData("Sunshine-2031!")]
    [InlineData("Princess!12345")]
    [InlineData("Superman-12345!")]
    [InlineData("December2031!!")]
    [InlineData("Asha.Rao-2031!")]
    [InlineData("asha.rao@example.org")]
    [InlineData("AshaRaoAshaRao1!")]
    [InlineData("Example-Asha-1!")]
    [InlineData("CalmAlly-12345!")]
    [InlineData("C4lm4lly-2031!")]
    [InlineData("CalmAllyCalmAlly1")]
    [InlineData("quiet-harbour-x")]
    public void It_is_refused_with_the_reason(string password)
    {
        var refusal = Rule().Check(password, Own);

        Assert.True(refusal is WeakPassword or FieldRequired, $"'{password}' is taken.");
        Assert.NotEmpty(refusal.Message);
    }

    [Theory]
    [InlineData("Quiet-Harbour-93 lamp")]
    [InlineData("Broad-Meadow-58 kite")]
    [InlineData("violet trains drift under paper moons")]
    [InlineData("seven otters argue about breakfast in the rain")]
    [InlineData("  Leading-Blanks-77 stay  ")]
    [InlineData("vT9#kLw2$zQm8")]
    [InlineData("gR7:uB4;nX1!dF6")]
    [InlineData("Åse-køber-9-grønne-æbler")]
    [InlineData("Čtyři-žluté-koně-57")]
    [InlineData("шёпот-Дождя-29-над-рекой")]
    [InlineData("ποτάμι-Φεγγάρι-41-σκιά")]
    [InlineData("夜の海に浮かぶ七つの小さな灯りと古い舟の歌声")]
    [InlineData("바람이-부는-언덕-위의-Lantern-62")]
    [InlineData("🦉🌊🪁🧭🌾🎻🪴🧶 Vela-40 Brume")]
    [InlineData("tabs\tand\nlines are letters too 83 Q")]
    [InlineData("'; DROP TABLE account; -- 47 Kestrel")]
    [InlineData("<script>marsh-Lantern-64</script>")]
    [InlineData("a long sentence that nobody would ever think of guessing because it wanders on about copper kettles, windmills, wet gloves and a harbour at dusk in 1963")]
    public void It_is_taken(string password) => Assert.Null(Rule().Check(password, Own));

    private PasswordRule Rule() => accounts.Services.GetRequiredService<PasswordRule>();
}
