using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Application.Contact;
using Monolith.Grievance.Contracts.Events;
using Monolith.Grievance.Domain;
using Monolith.Testing;

namespace Monolith.Grievance.Tests;

public sealed class ComplaintTests(GrievanceFixture grievance) : IClassFixture<GrievanceFixture>
{
    [Fact, Clause("CA-11.3"), Clause("CA-11.4")]
    public async Task A_complaint_is_answered_with_both_clocks_counted_from_receipt()
    {
        var client = grievance.As(Role.Client);

        var filed = await grievance.AComplaintOf(client);

        Assert.Equal((filed.ReceivedAt.AddHours(24), filed.ReceivedAt.AddDays(15)), (filed.AcknowledgeBy, filed.ResolveBy));
        Assert.Contains("PT24H", filed.AcknowledgeRule, StringComparison.Ordinal);
        Assert.Contains("P15D", filed.ResolveRule, StringComparison.Ordinal);
        grievance.Clock.Advance(TimeSpan.FromHours(2));
        var acknowledged = (await grievance.Send(new AcknowledgeGrievance(filed.Id), grievance.As(Role.GrievanceOfficer))).Value;
        Assert.Equal(filed.ResolveBy, acknowledged.ResolveBy);
        Assert.Equal(1, await grievance.Read(db => db.Outbox.CountAsync(m => m.AggregateId == filed.Id && m.Kind == typeof(GrievanceAcknowledged).FullName)));
    }

    [Fact]
    public async Task A_complaint_needs_words_and_an_account()
    {
        Assert.IsType<ReasonRequired>((await grievance.Send(new FileGrievance("  "), grievance.As(Role.Client))).Refusal);
        Assert.Equal("UNAUTHENTICATED", (await Assert.ThrowsAsync<RejectedException>(() => grievance.Send(new FileGrievance("x")))).Code);
    }

    [Fact]
    public async Task A_complaint_is_seen_by_its_owner_and_officers_and_nobody_else_can_tell_it_exists()
    {
        var client = grievance.As(Role.Client);
        var filed = await grievance.AComplaintOf(client);

        Assert.Equal("You were late.", (await grievance.Send(new GrievanceById(filed.Id), client)).Value.Text);
        Assert.Equal("You were late.", (await grievance.Send(new GrievanceById(filed.Id), grievance.As(Role.GrievanceOfficer))).Value.Text);
        foreach (var role in new[] { Role.Therapist, Role.Client, Role.Support, Role.Administrator, Role.Billing })
        {
            var foreign = await grievance.Send(new GrievanceById(filed.Id), grievance.As(role));
            Assert.Equal((await grievance.Send(new GrievanceById(Guid.CreateVersion7()), grievance.As(role))).Refusal, foreign.Refusal);
            Assert.IsType<CaseNotFound>(foreign.Refusal);
        }

        Assert.Equal([filed.Id], (await grievance.Send(new Grievances(), client)).Value.Select(g => g.Id));
        Assert.Contains((await grievance.Send(new Grievances(), grievance.As(Role.GrievanceOfficer))).Value, g => g.Id == filed.Id);
        Assert.Empty((await grievance.Send(new Grievances(), grievance.As(Role.Therapist))).Value);
    }

    [Fact]
    public async Task A_complaint_is_acknowledged_and_resolved_once_each_and_in_that_order()
    {
        var officer = grievance.As(Role.GrievanceOfficer);
        var filed = await grievance.AComplaintOf(grievance.As(Role.Client));

        Assert.IsType<ReasonRequired>((await grievance.Send(new ResolveGrievance(filed.Id, ""), officer)).Refusal);
        Assert.Equal(CaseState.Acknowledged, (await grievance.Send(new AcknowledgeGrievance(filed.Id), officer)).Value.State);
        Assert.IsType<IllegalState>((await grievance.Send(new AcknowledgeGrievance(filed.Id), officer)).Refusal);
        var resolved = (await grievance.Send(new ResolveGrievance(filed.Id, "We are sorry."), officer)).Value;
        Assert.Equal((CaseState.Resolved, "We are sorry."), (resolved.State, resolved.Resolution));
        Assert.IsType<IllegalState>((await grievance.Send(new ResolveGrievance(filed.Id, "Again."), officer)).Refusal);
        Assert.IsType<IllegalState>((await grievance.Send(new AcknowledgeGrievance(filed.Id), officer)).Refusal);
        Assert.IsType<CaseNotFound>((await grievance.Send(new ResolveGrievance(Guid.CreateVersion7(), "x"), officer)).Refusal);
        Assert.IsType<CaseNotFound>((await grievance.Send(new AcknowledgeGrievance(Guid.CreateVersion7()), officer)).Refusal);
    }

    [Fact]
    public async Task Only_officers_answer()
    {
        var client = grievance.As(Role.Client);
        var filed = await grievance.AComplaintOf(client);

        Assert.Equal("FORBIDDEN", (await Assert.ThrowsAsync<RejectedException>(() => grievance.Send(new ResolveGrievance(filed.Id, "x"), client))).Code);
        Assert.Equal("FORBIDDEN", (await Assert.ThrowsAsync<RejectedException>(() => grievance.Send(new OverdueCases(), client))).Code);
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-11.3"), Clause("CA-11.4")]
    public async Task The_clock_acknowledges_in_time_and_escalates_what_is_overdue(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var officer = own.As(Role.GrievanceOfficer);
        var filed = await own.AComplaintOf(client);
        own.Clock.Advance(TimeSpan.FromHours(22));
        await own.RunJobs();
        Assert.Equal(CaseState.Received, (await own.Send(new GrievanceById(filed.Id), client)).Value.State);

        own.Clock.Advance(TimeSpan.FromHours(1.5));
        await own.RunJobs();
        var acknowledged = (await own.Send(new GrievanceById(filed.Id), client)).Value;
        Assert.True(acknowledged.AcknowledgedByClock && acknowledged.AcknowledgedAt <= filed.AcknowledgeBy);

        own.Clock.Set(filed.ResolveBy.AddMinutes(-1));
        await own.RunJobs();
        Assert.Empty((await own.Send(new OverdueCases(), officer)).Value);

        own.Clock.Set(filed.ResolveBy);
        await own.RunJobs();
        var overdue = Assert.Single((await own.Send(new OverdueCases(), officer)).Value);
        Assert.Equal((filed.Id, filed.ResolveBy), (overdue.CaseId, overdue.DueAt));
        Assert.NotNull(overdue.EscalatedAt);
    }

    [Fact]
    public async Task A_closed_case_is_erased_two_years_later_unless_a_legal_hold_keeps_it()
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        var filed = await own.AComplaintOf(client);
        await own.Send(new ResolveGrievance(filed.Id, "Done."), own.As(Role.GrievanceOfficer));

        own.Clock.Set(filed.ReceivedAt.AddYears(2).AddMinutes(-1));
        await own.RunJobs();
        Assert.Equal(1, await own.Read(db => db.Cases.CountAsync()));
        own.Clock.Set(filed.ReceivedAt.AddYears(2));
        own.Held.Add(client.AccountId);
        await own.RunJobs();
        Assert.Equal(1, await own.Read(db => db.Cases.CountAsync()));
        own.Held.Clear();
        await own.RunJobs();
        Assert.Equal(0, await own.Read(db => db.Cases.CountAsync()));
    }

    [Fact, Clause("CA-11.1"), Clause("CA-11.2"), Clause("CA-7.6"), Clause("CA-15.1")]
    public async Task A_visitor_finds_the_officer_and_the_ways_to_reach_the_provider()
    {
        var officer = (await grievance.Send(new OfficerForGrievances())).Value;

        Assert.Equal(("Ankit Agrawal", "ankit@calmally.in", "+91-8447735016"), (officer.Name, officer.Email, officer.Phone));
        Assert.Equal("support@calmally.in", (await grievance.Send(new ContactDetails())).Value.Email);
        Assert.Empty((await grievance.Send(new SupervisoryAuthorities())).Value);
    }

    [Fact, Clause("CA-13.5"), Clause("CA-15.1")]
    public async Task A_visitor_reports_a_minor_and_asks_a_question()
    {
        var report = (await grievance.Send(new ReportMinor("My neighbour's son is 15.", "me@example.org"))).Value;
        var question = (await grievance.Send(new SendEnquiry("What do you cost?"))).Value;

        Assert.Equal((CaseKind.Minor, CaseKind.Enquiry), (report.Kind, question.Kind));
        Assert.Equal("What do you cost?", (await grievance.Send(new GrievanceById(question.Id), grievance.As(Role.GrievanceOfficer))).Value.Text);
        Assert.IsType<ReasonRequired>((await grievance.Send(new ReportMinor(" "))).Refusal);
        Assert.IsType<ReasonRequired>((await grievance.Send(new SendEnquiry(""))).Refusal);
    }

    [Fact, Clause("CA-5.11")]
    public async Task Reporting_a_compromise_tells_accounts_at_once()
    {
        var client = grievance.As(Role.Client);

        var report = (await grievance.Send(new ReportSecurityConcern("Somebody wrote in my name."), client)).Value;

        Assert.Equal(CaseKind.Security, report.Kind);
        var told = await grievance.Read(db => db.Outbox.SingleAsync(m => m.AggregateId == report.Id && m.Kind == typeof(SecurityConcernReported).FullName));
        Assert.Contains(client.AccountId.ToString(), told.Body, StringComparison.Ordinal);
        Assert.IsType<ReasonRequired>((await grievance.Send(new ReportSecurityConcern(""), client)).Refusal);
    }
}
