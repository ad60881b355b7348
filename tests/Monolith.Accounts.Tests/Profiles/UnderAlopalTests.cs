using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Tests.Persons;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Profiles;

public sealed class UnderAlopalTests(AlopalFixture accounts) : IClassFixture<AlopalFixture>
{
    private static readonly FieldValue[] All =
    [
        new("phones", "+91 98765 43210, +44 20 7946 0000"), new("postalAddress", "1 Quay Street"), new("social", "@asha"), new("employment", "Harbour Ltd"),
        new("jobTitle", "pilot"), new("education", "M.Sc."),
    ];

    private DateTime Now => accounts.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    [Clause("AP-17")]
    [Clause("AP-64")]
    [Clause("AP-66")]
    [Clause("AP-68")]
    public async Task The_owner_sees_all_that_was_given_and_an_age_that_the_clock_makes()
    {
        var email = accounts.FreshEmail();

        var me = (await accounts.Send(new Me(), await accounts.AMember(email, All))).Value;

        Assert.Equal((email, 30, DateOnly.FromDateTime(Now).AddYears(-30)), (me.Email, me.Age, me.DateOfBirth));
        Assert.Superset(All.Select(f => new CollectedFieldView(f.Name, f.Value)).ToHashSet(), me.Fields!.ToHashSet());
        Assert.Equal(new CollectedFieldView("lastName", "Rao"), me.Fields!.Single(f => f.Name == "lastName"));
    }

    [Fact]
    [Clause("AP-64")]
    public async Task Each_of_several_numbers_must_be_one() =>
        Assert.Equal("phones", Assert.IsType<BuildingBlocks.FieldRequired>(
            (await accounts.Send(AlopalFixture.MemberForm(accounts.FreshEmail(), Now, new FieldValue("phones", "+91 98765 43210, call me")))).Refusal).Field);

    [Fact]
    [Clause("AP-24")]
    [Clause("AP-69")]
    [Clause("AP-110")]
    public async Task The_required_fields_are_enough_to_register_sign_in_and_use_the_token()
    {
        var email = accounts.FreshEmail();
        await accounts.AMember(email);

        var token = (await accounts.SignedIn(email)).AccessToken;

        Assert.Null((await accounts.Send(new Me(), await accounts.CallerOf(token))).Value.Gender);
    }

    [Fact]
    [Clause("AP-19")]
    [Clause("AP-65")]
    public async Task The_profile_is_changed_and_a_social_handle_deleted_by_its_owner()
    {
        var member = await accounts.AMember(accounts.FreshEmail(), All);

        Assert.Null((await accounts.Send(new UpdateProfile(null, null, null, null, [new FieldValue("jobTitle", "captain")]), member)).Refusal);
        Assert.Null((await accounts.Send(new DeletePersonalData(["social"]), member)).Refusal);

        var fields = (await accounts.Send(new Me(), member)).Value.Fields!;
        Assert.Contains(new CollectedFieldView("jobTitle", "captain"), fields);
        Assert.DoesNotContain(fields, f => f.Name == "social");
    }

    [Theory]
    [Clause("AP-58")]
    [Clause("AP-91")]
    [InlineData(Role.Therapist)]
    [InlineData(Role.Client)]
    [InlineData(Role.Marketing)]
    public async Task Nobody_without_the_task_reads_who_a_member_is(Role role)
    {
        var member = await accounts.AMember(accounts.FreshEmail(), All);

        Assert.Empty((await accounts.Send(new ClientsByIds([member.AccountId]), accounts.As(role))).Value);
        Assert.IsType<AccountNotFound>((await accounts.Send(new AccountById(member.AccountId), accounts.As(role))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new AccountById(member.AccountId)));
    }

    [Fact]
    [Clause("AP-92")]
    public async Task A_weak_password_is_refused_to_staff_too()
    {
        var email = accounts.FreshEmail();
        await accounts.Send(new InviteStaff(email, Role.Support), accounts.As(Role.Administrator));
        var token = await accounts.CodeTo(email, MessageTemplate.StaffInvitation);

        Assert.IsType<WeakPassword>((await accounts.Send(new AcceptInvitation(token, "Ravi Iyer", "Password123!"))).Refusal);
        Assert.Null((await accounts.Send(new AcceptInvitation(token, "Ravi Iyer", AccountsFixture.Password))).Refusal);
    }

    [Fact]
    [Clause("AP-102")]
    public async Task A_security_alert_reaches_the_member()
    {
        var email = accounts.FreshEmail();
        var member = await accounts.AMember(email);

        await accounts.Tell(new SecurityConcernReported(Guid.CreateVersion7(), member.AccountId, Now));

        Assert.Equal(MessageTemplate.SessionsEnded, (await accounts.MailTo(email))[0].Template);
    }

    [Fact]
    [Clause("AP-141")]
    public async Task The_member_reads_how_to_tell_a_false_message()
    {
        var tips = (await accounts.Send(new Me(), await accounts.AMember(accounts.FreshEmail()))).Value.SecurityTips;

        Assert.Contains(tips, tip => tip.Contains("never ask for your password or card", StringComparison.Ordinal));
    }
}

public sealed class PalsSightTests
{
    [Fact]
    [Clause("AP-67")]
    public async Task A_matched_pal_sees_no_job_title()
    {
        await using var own = await ModuleFixture.OnAsync<MatchedUnderAlopal>(Databases.Sqlite);
        var form = AlopalFixture.MemberForm(own.FreshEmail(), own.Clock.GetUtcNow().UtcDateTime, new FieldValue("jobTitle", "pilot"));
        var member = await own.Registered(form);

        var seen = (await own.Send(new ClientsByIds([member.AccountId]), own.As(Role.Therapist))).Value[member.AccountId];

        Assert.Equal("Asha Rao", seen.Name);
        Assert.DoesNotContain("pilot", seen.ToString(), StringComparison.Ordinal);
    }
}
