using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class PolicyChangeTests
{
    private static readonly SectionText[] Other = [new("Everything", "Is other now.")];

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("HU-57")]
    [Clause("HU-55")]
    public async Task A_change_to_one_s_disadvantage_binds_those_who_approve_it_and_nobody_else(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(database);
        var (willing, silent, unwilling) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        var version = await PublishAsync(consent, ChangeSeverity.MaterialAdverse);

        Assert.Contains((await consent.Send(new Notices("SITE"))).Value, n => n.VersionId == version.Id);
        Assert.Equal(1, await InForceAsync(consent, willing));
        var yes = (await consent.Send(new ApprovePolicyChange(version.Id), willing)).Value;
        var no = (await consent.Send(new DeclinePolicyChange(version.Id), unwilling)).Value;

        Assert.Equal((PolicyDecision.Approved, 2, true), (yes.Answer, yes.NumberInForce, yes.ServiceContinues));
        Assert.Equal((PolicyDecision.Declined, 1, true), (no.Answer, no.NumberInForce, no.ServiceContinues));
        Assert.Equal(["closeAccount", "approvePolicyChange"], no.Options);
        Assert.Equal((2, 1, 1), (await InForceAsync(consent, willing), await InForceAsync(consent, silent), await InForceAsync(consent, unwilling)));
        foreach (var client in new[] { willing, silent, unwilling })
        {
            Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        }

        Assert.Equal(AcceptanceKind.Approval, (await consent.Send(new ConsentsOfCaller(), willing)).Value.Acceptances.Single(a => a.Number == 2).Kind);
        Assert.Equal(2, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
    }

    [Fact]
    public async Task A_later_version_waits_with_the_one_that_was_not_approved_and_brings_it_when_approved()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var adverse = await PublishAsync(consent, ChangeSeverity.MaterialAdverse);
        var later = await PublishAsync(consent, ChangeSeverity.Editorial);

        Assert.Equal(1, await InForceAsync(consent, client));
        Assert.IsType<PolicyVersionSuperseded>((await consent.Send(new ApprovePolicyChange(adverse.Id), client)).Refusal);
        Assert.Equal(3, (await consent.Send(new ApprovePolicyChange(later.Id), client)).Value.NumberInForce);
        Assert.Equal(3, await InForceAsync(consent, client));
    }

    [Fact]
    public async Task Who_comes_after_the_change_accepts_the_changed_text()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        await PublishAsync(consent, ChangeSeverity.MaterialAdverse);

        var client = await consent.ARegisteredClientAsync();

        Assert.Equal(2, await InForceAsync(consent, client));
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
    }

    [Fact]
    public async Task Approving_twice_answers_the_first_approval_and_a_no_can_become_a_yes_but_not_the_other_way()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var version = await PublishAsync(consent, ChangeSeverity.MaterialAdverse);
        var no = (await consent.Send(new DeclinePolicyChange(version.Id), client)).Value;
        consent.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(no.AnsweredAt, (await consent.Send(new DeclinePolicyChange(version.Id), client)).Value.AnsweredAt);

        var yes = (await consent.Send(new ApprovePolicyChange(version.Id), client)).Value;
        consent.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(yes.AnsweredAt, (await consent.Send(new ApprovePolicyChange(version.Id), client)).Value.AnsweredAt);
        Assert.IsType<IllegalState>((await consent.Send(new DeclinePolicyChange(version.Id), client)).Refusal);
        Assert.Equal(1, await consent.Read<ConsentDbContext, int>(db => db.Acceptances.CountAsync(a => a.AccountId == client.AccountId && a.VersionId == version.Id)));
    }

    [Fact]
    public async Task What_needs_no_approval_cannot_be_approved_and_what_is_not_there_cannot_be_answered()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var version = await PublishAsync(consent, ChangeSeverity.Significant);

        Assert.IsType<IllegalState>((await consent.Send(new ApprovePolicyChange(version.Id), client)).Refusal);
        Assert.IsType<PolicyVersionNotFound>((await consent.Send(new ApprovePolicyChange(Guid.CreateVersion7()), client)).Refusal);
        Assert.IsType<PolicyVersionNotFound>((await consent.Send(new DeclinePolicyChange(Guid.CreateVersion7()), client)).Refusal);
    }

    [Fact]
    [Clause("O7-2.3")]
    public async Task Where_using_is_agreeing_a_no_before_the_next_use_stops_the_service_until_a_yes()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);
        var (client, user) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        var version = await PublishAsync(consent, ChangeSeverity.Editorial);

        var no = (await consent.Send(new DeclinePolicyChange(version.Id), client)).Value;

        Assert.Equal((false, 2), (no.ServiceContinues, no.NumberInForce));
        Assert.Equal("acceptance.onChange (C-04, X-11)", (await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)))!.Rule);
        Assert.Null(await consent.AskAsync(client, new AccessRequest(client.AccountId, DataClass.Identity, AccessMode.Read, Purpose.ServiceDelivery)));
        await consent.Send(new AcceptPolicy(version.Id), client);
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        Assert.Null(await consent.AskAsync(user, ConsentFixture.ServiceWrite(user.AccountId)));
        Assert.Equal(AcceptanceKind.ContinuedUse, (await consent.Send(new ConsentsOfCaller(), user)).Value.Acceptances.Single(a => a.Number == 2).Kind);
        Assert.IsType<IllegalState>((await consent.Send(new DeclinePolicyChange(version.Id), user)).Refusal);
    }

    [Fact]
    [Clause("TH-4")]
    [Clause("TH-5")]
    [Clause("TH-51")]
    [Clause("TH-52")]
    public async Task A_significant_version_is_posted_at_once_with_one_prominent_notice_and_an_editorial_one_with_none()
    {
        await using var consent = await ModuleFixture.OnAsync<PostedAtOnceFixture>(Databases.Sqlite);
        var significant = await PublishAsync(consent, ChangeSeverity.Significant);

        var posted = await consent.DocumentAsync(DocumentKind.Privacy);
        var notice = Assert.Single((await consent.Send(new Notices(null))).Value);
        Assert.Equal((significant.Id, consent.Clock.GetUtcNow().UtcDateTime), (posted.Id, posted.EffectiveAt));
        Assert.Equal((significant.Id, "PROMINENT_NOTICE"), (notice.VersionId, notice.Placement));
        Assert.Equal(2, (await consent.Send(new PolicyVersions(DocumentKind.Privacy))).Value.Count);
        await PublishAsync(consent, ChangeSeverity.Editorial);
        Assert.Empty((await consent.Send(new Notices(null))).Value);
    }

    [Theory]
    [InlineData(ChangeSeverity.MaterialAdverse, 1)]
    [InlineData(ChangeSeverity.Significant, 0)]
    [Clause("HU-56")]
    public async Task Mail_is_asked_for_where_the_profile_promises_it_and_for_nothing_else(object severity, int mails)
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);

        var version = await PublishAsync(consent, (ChangeSeverity)severity);

        Assert.Equal(mails, await consent.Read<ConsentDbContext, int>(db => db.Outbox.CountAsync(m => m.Body.Contains(version.Id.ToString()))));
    }

    internal static async Task<PolicyVersionView> PublishAsync(ConsentFixture consent, ChangeSeverity severity) =>
        (await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, severity, Other), consent.As(Role.PrivacyOfficer))).Value;

    private static async Task<int> InForceAsync(ConsentFixture consent, Caller client)
    {
        await using var scope = consent.Services.CreateAsyncScope();
        var facts = await scope.ServiceProvider.GetRequiredService<IPolicyFacts>().InForceAsync(client.AccountId, TestContext.Current.CancellationToken);
        var shown = (await consent.Send(new PolicyDocument(DocumentKind.Privacy, null), client)).Value;
        Assert.Equal(shown.Id, facts.Single(v => v.Kind == DocumentKind.Privacy).VersionId);
        return shown.Number;
    }
}
