using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class DeletePersonalDataTests(O7therapyFixture accounts) : IClassFixture<O7therapyFixture>
{
    [Fact]
    [Clause("O7-3.1")]
    [Clause("O7-3.4")]
    public async Task Deleted_fields_are_gone_at_once_and_not_asked_for_again()
    {
        var caller = await AClient();

        var left = await accounts.Send(new DeletePersonalData(["gender", "dateOfBirth"]), caller);

        Assert.Equal((null, null), (left.Value.Gender, left.Value.DateOfBirth));
        var me = (await accounts.Send(new Me(), caller)).Value;
        Assert.Equal(("Asha Rao", null, null), (me.Name, me.Gender, me.DateOfBirth));
        Assert.Null((await accounts.Send(new UpdateProfile("Asha R.", null, null, null, null), caller)).Refusal);
        Assert.Null((await accounts.Send(new DeletePersonalData(["gender"]), caller)).Refusal);
    }

    [Fact]
    [Clause("O7-3.2")]
    public async Task Other_fields_stay_and_the_refusal_names_those_that_can_go()
    {
        var caller = await AClient();

        var refusal = Assert.IsType<FieldNotDeletable>((await accounts.Send(new DeletePersonalData(["gender", "email"]), caller)).Refusal);

        Assert.Contains("gender, name, dateOfBirth, nickname", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<FieldNotDeletable>((await accounts.Send(new DeletePersonalData([]), caller)).Refusal);
        Assert.Equal("woman", (await accounts.Send(new Me(), caller)).Value.Gender);
    }

    [Fact]
    public async Task One_of_name_and_nickname_stays()
    {
        var caller = await AClient();

        Assert.Equal("name", Assert.IsType<FieldRequired>((await accounts.Send(new DeletePersonalData(["name", "nickname"]), caller)).Refusal).Field);
        Assert.Null((await accounts.Send(new DeletePersonalData(["name"]), caller)).Value.Name);
    }

    private async Task<Caller> AClient()
    {
        var email = accounts.FreshEmail();
        var born = DateOnly.FromDateTime(accounts.Clock.GetUtcNow().UtcDateTime).AddYears(-30);
        var form = AccountsFixture.Form(email) with { Phone = null, Age = null, DateOfBirth = born, Fields = [new FieldValue("nickname", "lark")] };
        Assert.Null((await accounts.Send(form)).Refusal);
        Assert.Null((await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)))).Refusal);
        return (await accounts.CallerOf((await accounts.SignedIn(email)).AccessToken))!;
    }
}

public sealed class NothingDeletableTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    [Fact]
    public async Task Where_the_profile_names_no_field_deletion_needs_a_request() =>
        Assert.IsType<FeatureDisabled>((await accounts.Send(new DeletePersonalData(["gender"]), await accounts.ASignedInClient())).Refusal);
}
