using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Contracts;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

public sealed class ContentGuardTests
{
    // Staff write the others' texts, which are looked at when they are given.
    [Fact]
    [Clause("AP-142")]
    public void No_message_asks_for_a_password_or_a_card() =>
        Assert.All(Enum.GetValues<MessageTemplate>().Where(t => t is not (MessageTemplate.Campaign or MessageTemplate.Material or MessageTemplate.Maintenance)), template => Assert.NotEmpty(ContentGuard.Checked(MessageTexts.Of(template, "code")).Body));

    [Theory]
    [Clause("AP-142")]
    [InlineData("Reply with your password to keep the account.")]
    [InlineData("To go on, enter the number of your card")]
    [InlineData("Please SEND us your PIN.")]
    public async Task A_text_that_does_is_not_made_nor_sent_as_a_campaign(string body)
    {
        Assert.Throws<InvalidOperationException>(() => ContentGuard.Checked(new MessageText("About your account", body, null)));

        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var campaign = new SendCampaign(MarketingChannel.Email, MarketingKind.Offers, "News", body, null);
        Assert.Equal("text", Assert.IsType<FieldRequired>((await own.Send(campaign, own.As(Role.Marketing))).Refusal).Field);
    }
}
