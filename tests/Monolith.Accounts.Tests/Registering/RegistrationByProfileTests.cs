using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Tests.Persons;
using Monolith.BuildingBlocks;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Registering;

public sealed class RegistrationUnderOnetoonehelpTests(OnetoonehelpFixture accounts) : IClassFixture<OnetoonehelpFixture>
{
    private static readonly DateOnly Born = new(1990, 4, 1);

    [Fact]
    [Clause("TH-11")]
    [Clause("TH-12")]
    public async Task The_year_of_birth_is_taken_and_a_whole_date_is_not()
    {
        var email = accounts.FreshEmail();
        Assert.Equal("dateOfBirth", Assert.IsType<FieldNotCollected>((await accounts.Send(Form(email) with { DateOfBirth = Born })).Refusal).Field);
        Assert.Null((await accounts.Send(Form(email))).Refusal);
        Assert.Null((await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)))).Refusal);

        var me = (await accounts.Send(new Me(), await accounts.CallerOf((await accounts.SignedIn(email)).AccessToken))).Value;

        Assert.Equal((1990, null, "woman"), (me.YearOfBirth, me.DateOfBirth, me.Gender));
    }

    [Fact]
    [Clause("TH-13")]
    [Clause("TH-14")]
    public async Task A_malformed_number_and_a_field_that_the_register_does_not_name_are_refused()
    {
        var form = Form(accounts.FreshEmail());

        Assert.Equal("mobile", Assert.IsType<FieldRequired>((await accounts.Send(form with { Fields = [new FieldValue("mobile", "call me")] })).Refusal).Field);
        Assert.IsType<FieldNotCollected>((await accounts.Send(form with { Fields = [.. form.Fields!, new FieldValue("religion", "x")] })).Refusal);
    }

    private static RegisterClient Form(string email) => OnetoonehelpFixture.EmployeeForm(email);
}

public sealed class RegistrationUnderHelpuTests(HelpuFixture accounts) : IClassFixture<HelpuFixture>
{
    [Fact]
    [Clause("HU-9")]
    public async Task First_and_last_name_are_required() =>
        Assert.Equal("lastName", Assert.IsType<FieldRequired>((await accounts.Send(Form() with { Fields = [new FieldValue("firstName", "Asha")] })).Refusal).Field);

    [Fact]
    [Clause("HU-11")]
    public async Task An_address_that_mail_cannot_reach_is_refused() =>
        Assert.Equal("email", Assert.IsType<FieldRequired>((await accounts.Send(Form() with { Email = "a@b" })).Refusal).Field);

    [Fact]
    [Clause("HU-13")]
    public async Task A_field_that_the_register_does_not_name_is_refused() =>
        Assert.IsType<FieldNotCollected>((await accounts.Send(Form() with { Phone = "+91 98765 43210" })).Refusal);

    [Fact]
    [Clause("HU-52")]
    public async Task Majority_is_declared() =>
        Assert.IsType<AgeRestricted>((await accounts.Send(Form() with { AffirmAdult = null })).Refusal);

    [Fact]
    public async Task A_whole_form_registers() => Assert.Null((await accounts.Send(Form())).Refusal);

    private RegisterClient Form() => AccountsFixture.Form(accounts.FreshEmail()) with
    {
        Name = null, Phone = null, Age = null, Gender = null, Fields = [new FieldValue("firstName", "Asha"), new FieldValue("lastName", "Rao")],
    };
}

public sealed class RegistrationUnderO7therapyTests(O7therapyFixture accounts) : IClassFixture<O7therapyFixture>
{
    [Fact]
    [Clause("O7-1.3")]
    [Clause("O7-1.6")]
    public async Task Address_and_date_of_birth_are_required()
    {
        Assert.Equal("email", Assert.IsType<FieldRequired>((await accounts.Send(Form() with { Email = null })).Refusal).Field);
        Assert.Equal("dateOfBirth", Assert.IsType<FieldRequired>((await accounts.Send(Form() with { DateOfBirth = null })).Refusal).Field);
    }

    [Fact]
    [Clause("O7-1.4")]
    [Clause("O7-1.5")]
    public async Task A_nickname_alone_is_a_name_and_one_of_the_two_is_needed()
    {
        var form = Form();
        Assert.Equal("name", Assert.IsType<FieldRequired>((await accounts.Send(form with { Fields = null })).Refusal).Field);
        Assert.Null((await accounts.Send(form)).Refusal);
        Assert.Null((await accounts.Send(new VerifyEmail(await accounts.CodeTo(form.Email!, MessageTemplate.VerifyEmail)))).Refusal);

        var me = (await accounts.Send(new Me(), await accounts.CallerOf((await accounts.SignedIn(form.Email!)).AccessToken))).Value;

        Assert.Equal((null, "woman"), (me.Name, me.Gender));
        Assert.Equal([new CollectedFieldView("nickname", "lark")], me.Fields);
    }

    private RegisterClient Form() => AccountsFixture.Form(accounts.FreshEmail()) with
    {
        Name = null, Phone = null, Age = null, DateOfBirth = new DateOnly(1990, 4, 1), Fields = [new FieldValue("nickname", "lark")],
    };
}
