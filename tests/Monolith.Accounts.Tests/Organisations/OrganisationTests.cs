using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Organisations;

public sealed class OrganisationTests
{
    private const string Mobile = "+91 98765 43210";

    [Theory, ClassData(typeof(Databases))]
    [Clause("TH-9")]
    public async Task An_official_address_or_an_employee_code_is_enough_and_one_of_them_is_needed(string database)
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(database);
        await own.Send(new IssueEmployeeCodes(own.Employer.OrganisationId, ["E-17"]), own.As(Role.Administrator));
        var form = OnetoonehelpFixture.EmployeeForm(own.FreshEmail());

        Assert.IsType<IdentifierRequired>((await own.Send(form with { Email = null })).Refusal);

        await own.Registered(form);
        Assert.Null((await own.Send(WithCode(form, "e-17"))).Refusal);
        Assert.Null((await own.Send(new VerifyEmail(await own.CodeTo(Mobile, MessageTemplate.VerifyEmail)))).Refusal);
        var me = (await own.Send(new Me(), await own.CallerOf((await own.SignedIn("E-17")).AccessToken))).Value;
        Assert.Equal((null, own.Employer.OrganisationId), (me.Email, me.OrganisationId));
        Assert.Contains(new CollectedFieldView("mobile", Mobile), me.Fields!);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("TH-10")]
    public async Task Only_those_an_organisation_vouches_for_register_and_they_belong_to_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(database);
        Assert.Equal(1, (await own.Send(new IssueEmployeeCodes(own.Employer.OrganisationId, ["E-17", "e-17 "]), own.As(Role.Administrator))).Value.Count);
        var form = OnetoonehelpFixture.EmployeeForm("asha@elsewhere.example");

        Assert.Equal("officialEmail", Assert.IsType<NotEligible>((await own.Send(form)).Refusal).Field);
        Assert.Equal("employeeCode", Assert.IsType<NotEligible>((await own.Send(WithCode(form, "E-99"))).Refusal).Field);
        Assert.Equal("employeeCode", Assert.IsType<NotEligible>((await own.Send(WithCode(form, "?"))).Refusal).Field);
        Assert.Empty(await own.MailTo(Mobile));

        Assert.Equal(own.Employer.OrganisationId, (await own.Send(new Me(), await own.AnEmployee(own.FreshEmail()))).Value.OrganisationId);
        await own.Send(WithCode(form, "E-17"));
        await own.Send(WithCode(form, "E-17"));
        var codes = (await own.MailTo(Mobile)).Select(m => m.Code!).ToList();
        Assert.Null((await own.Send(new VerifyEmail(codes[0]))).Refusal);
        Assert.IsType<CodeInvalid>((await own.Send(new VerifyEmail(codes[1]))).Refusal);
        Assert.IsType<NotEligible>((await own.Send(WithCode(form, "E-17"))).Refusal);
        var listed = (await own.Send(new Application.Organisations.Organisations(), own.As(Role.Administrator))).Value.Single();
        Assert.Equal(("Harbour Ltd", 1, 1), (listed.Name, listed.CodesIssued, listed.CodesUsed));
    }

    [Fact]
    public async Task Who_registered_with_a_code_is_written_to_at_the_number_of_now()
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        await own.Send(new IssueEmployeeCodes(own.Employer.OrganisationId, ["E-17"]), own.As(Role.Administrator));
        await own.Send(WithCode(OnetoonehelpFixture.EmployeeForm(""), "E-17"));
        await own.Send(new VerifyEmail(await own.CodeTo(Mobile, MessageTemplate.VerifyEmail)));
        var caller = await own.CallerOf((await own.SignedIn("E-17")).AccessToken);

        await own.Send(new UpdateProfile(null, null, null, null, [new FieldValue("mobile", "+91 90000 00002")]), caller);
        await own.Send(new RequestPasswordReset("e-17"));
        await own.RunJobs();

        Assert.Contains(await own.MailTo("+91 90000 00002"), m => m is { Template: MessageTemplate.PasswordReset, Channel: MessageChannel.Phone });
    }

    [Fact]
    public async Task Names_domains_and_codes_are_checked_and_belong_to_one_organisation()
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        var administrator = own.As(Role.Administrator);
        var other = (await own.Send(new RegisterOrganisation("Quay plc", null), administrator)).Value;
        await own.Send(new IssueEmployeeCodes(own.Employer.OrganisationId, ["E-17"]), administrator);

        Assert.Equal("mailDomains", Assert.IsType<TakenByOrganisation>((await own.Send(new RegisterOrganisation("Other", ["example.org"]), administrator)).Refusal).Field);
        Assert.Equal("mailDomains", Assert.IsType<FieldRequired>((await own.Send(new RegisterOrganisation("Other", ["nowhere"]), administrator)).Refusal).Field);
        Assert.Equal("name", Assert.IsType<FieldRequired>((await own.Send(new RegisterOrganisation(" ", null), administrator)).Refusal).Field);
        Assert.Equal("codes", Assert.IsType<TakenByOrganisation>((await own.Send(new IssueEmployeeCodes(other.OrganisationId, ["E-18", "e-17"]), administrator)).Refusal).Field);
        Assert.IsType<FieldRequired>((await own.Send(new IssueEmployeeCodes(other.OrganisationId, ["E 18"]), administrator)).Refusal);
        Assert.IsType<OrganisationNotFound>((await own.Send(new IssueEmployeeCodes(Guid.CreateVersion7(), ["E-18"]), administrator)).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new RegisterOrganisation("Other", null), own.As(Role.Support)));
    }

    [Fact]
    public async Task Where_people_come_on_their_own_there_are_no_organisations()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await own.Send(new RegisterOrganisation("Harbour Ltd", null), own.As(Role.Administrator))).Refusal);
        Assert.IsType<FeatureDisabled>((await own.Send(new IssueEmployeeCodes(Guid.CreateVersion7(), ["E-17"]), own.As(Role.Administrator))).Refusal);
    }

    private static RegisterClient WithCode(RegisterClient form, string code) =>
        form with { Email = null, Fields = [.. form.Fields!, new FieldValue("employeeCode", code)] };
}
