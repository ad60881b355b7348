using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Application.Registering;

using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Tests;

/// <summary>Accounts under the profile onetoonehelp.</summary>
public sealed class OnetoonehelpFixture : AccountsFixture
{
    /// <inheritdoc/>
    protected override string ProfileKey => "onetoonehelp";

    internal static RegisterClient EmployeeForm(string email) =>
        Form(email) with { Name = null, Phone = null, Age = null, YearOfBirth = 1990, Fields = [new FieldValue("mobile", "+91 98765 43210")] };

    /// <summary>The employer whose addresses end in example.org.</summary>
    internal OrganisationView Employer { get; private set; } = null!; // Set while the fixture starts.

    /// <inheritdoc/>
    protected override async Task ArrangeAsync() =>
        Employer = (await Send(new RegisterOrganisation("Harbour Ltd", ["Example.org"]), As(Role.Administrator))).Value;

    /// <summary>A registered, signed-in client of an employer.</summary>
    internal Task<Caller> AnEmployee(string email) => Registered(EmployeeForm(email));
}

/// <summary>Accounts under the profile helpu.</summary>
public sealed class HelpuFixture : AccountsFixture
{
    /// <inheritdoc/>
    protected override string ProfileKey => "helpu";

    internal static RegisterClient CustomerForm(string email, params FieldValue[] more) => Form(email) with
    {
        Name = null, Phone = null, Age = null, Gender = null, Fields = [new FieldValue("firstName", "Asha"), new FieldValue("lastName", "Rao"), .. more],
    };

    /// <summary>A registered, signed-in client.</summary>
    internal Task<Caller> ACustomer(string email, params FieldValue[] more) => Registered(CustomerForm(email, more));
}

/// <summary>Accounts under the profile o7therapy.</summary>
public sealed class O7therapyFixture : AccountsFixture
{
    /// <inheritdoc/>
    protected override string ProfileKey => "o7therapy";

    internal static RegisterClient LarkForm(string email, DateTime now) => Form(email) with
    {
        Name = null, Phone = null, Age = null, DateOfBirth = DateOnly.FromDateTime(now).AddYears(-30), Fields = [new FieldValue("nickname", "lark")],
    };

    /// <summary>A registered, signed-in client with a nickname and no name.</summary>
    internal Task<Caller> Lark(string email) => Registered(LarkForm(email, Clock.GetUtcNow().UtcDateTime));
}

/// <summary>Accounts under the profile alopal, which admits minors with a parent's consent .</summary>
public class AlopalFixture : AccountsFixture
{
    /// <inheritdoc/>
    protected override string ProfileKey => "alopal";

    internal static RegisterClient MemberForm(string email, DateTime now, params FieldValue[] more) => Form(email) with
    {
        Name = null, Phone = null, Age = null, Gender = null, DateOfBirth = DateOnly.FromDateTime(now).AddYears(-30),
        Fields = [new FieldValue("firstName", "Asha"), new FieldValue("lastName", "Rao"), .. more],
    };

    /// <summary>A registered, signed-in client.</summary>
    internal Task<Caller> AMember(string email, params FieldValue[] more) => Registered(MemberForm(email, Clock.GetUtcNow().UtcDateTime, more));
}
