using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Accounts.Tests.Minors;

public sealed class ParentalConsentTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-10.5")]
    [Clause("O7-10.6")]
    public async Task With_a_checked_consent_a_minor_registers_and_gets_what_limited_mode_leaves(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var form = Young(O7therapyFixture.LarkForm(own.FreshEmail(), Now(own)), own, 15) with { ParentalConsent = await AToken(own) };

        var minor = await own.Registered(form);

        var me = (await own.Send(new Me(), minor)).Value;
        Assert.Equal((null, 15), (me.Gender, me.Age));
        Assert.Contains("orders", me.UnavailableFeatures);
        Assert.Equal("gender", Assert.IsType<FieldNotCollected>((await own.Send(new UpdateProfile(null, null, null, "woman", null), minor)).Refusal).Field);
        Assert.IsType<FeatureDisabled>(await Asked(own, minor, DataClass.Billing, Purpose.Payment));
        Assert.Null(await Asked(own, minor, DataClass.Identity, Purpose.ServiceDelivery));
    }

    [Fact]
    [Clause("O7-10.7")]
    public async Task A_minor_of_16_needs_a_parent_first_where_the_country_asks_for_it_and_the_consent_is_good_once()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var form = Young(O7therapyFixture.LarkForm(own.FreshEmail(), Now(own)), own, 16) with { Country = "EG" };
        Assert.IsType<ParentalConsentRequired>((await own.Send(form)).Refusal);
        Assert.IsType<ParentalConsentRequired>((await own.Send(form with { ParentalConsent = "made-up" })).Refusal);
        Assert.IsType<AgeRestricted>((await own.Send(Young(form, own, 12) with { ParentalConsent = await AToken(own) })).Refusal);

        var token = await AToken(own);
        await own.Registered(form with { ParentalConsent = token });

        Assert.IsType<ParentalConsentRequired>((await own.Send(form with { Email = own.FreshEmail(), ParentalConsent = token })).Refusal);
    }

    [Fact]
    public async Task A_consent_counts_only_given_with_the_mailed_code_and_checked_by_staff()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var guardian = own.FreshEmail();
        Assert.IsType<FieldRequired>((await own.Send(new AskParentalConsent("nobody"))).Refusal);
        await own.Send(new AskParentalConsent(guardian));
        var code = await own.CodeTo(guardian, MessageTemplate.ParentalConsentCode);
        var staff = own.As(Role.Support);

        Assert.Empty((await own.Send(new ParentalConsents(), staff)).Value);
        Assert.IsType<CodeInvalid>((await own.Send(new RecordParentalConsent("x" + code, "Dev Rao", "father"))).Refusal);
        Assert.Equal("relation", Assert.IsType<FieldRequired>((await own.Send(new RecordParentalConsent(code, "Dev Rao", " "))).Refusal).Field);
        Assert.Null((await own.Send(new RecordParentalConsent(code, "Dev Rao", "father"))).Refusal);
        Assert.IsType<CodeInvalid>((await own.Send(new RecordParentalConsent(code, "Dev Rao", "father"))).Refusal);
        var waiting = Assert.Single((await own.Send(new ParentalConsents(), staff)).Value);
        Assert.Equal(("Dev Rao", "father", guardian), (waiting.GuardianName, waiting.Relation, waiting.Email));
        Assert.IsType<ParentalConsentRequired>((await own.Send(YoungMember(own, code))).Refusal);

        Assert.Null((await own.Send(new CheckParentalConsent(waiting.ConsentId, false), staff)).Refusal);

        Assert.Contains(await own.MailTo(guardian), m => m.Template is MessageTemplate.ParentalConsentRefused);
        Assert.IsType<IllegalState>((await own.Send(new CheckParentalConsent(waiting.ConsentId, true), staff)).Refusal);
        Assert.IsType<ParentalConsentNotFound>((await own.Send(new CheckParentalConsent(Guid.CreateVersion7(), true), staff)).Refusal);
        own.Clock.Advance(TimeSpan.FromDays(30));
        await own.RunJobs();
        Assert.Empty(await own.MailTo(guardian));
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.ParentalConsents.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-86")]
    public async Task A_minor_is_served_while_the_consent_stands_and_not_after_it_is_taken_back(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var token = await AToken(own);
        var minor = await own.Registered(YoungMember(own, token));
        Assert.Null(await Asked(own, minor, DataClass.Identity, Purpose.ServiceDelivery));

        Assert.Null((await own.Send(new WithdrawParentalConsent(token))).Refusal);

        Assert.IsType<ParentalConsentRequired>(await Asked(own, minor, DataClass.Identity, Purpose.ServiceDelivery));
        Assert.Null(await Asked(own, minor, DataClass.Identity, Purpose.AccountManagement));
        Assert.IsType<ParentalConsentNotFound>((await own.Send(new WithdrawParentalConsent(token))).Refusal);
        Assert.IsType<ParentalConsentNotFound>((await own.Send(new ContinueWithParentalConsent(token), minor)).Refusal);
        Assert.Null((await own.Send(new ContinueWithParentalConsent(await AToken(own)), minor)).Refusal);
        Assert.Null(await Asked(own, minor, DataClass.Identity, Purpose.ServiceDelivery));
    }

    [Fact]
    public async Task On_the_day_of_majority_the_rules_for_minors_and_the_guardian_s_data_end()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var (guardian, email) = (own.FreshEmail(), own.FreshEmail());
        var token = await AToken(own, guardian);
        var form = Young(O7therapyFixture.LarkForm(email, Now(own)), own, 17);
        await own.Registered(form with { DateOfBirth = form.DateOfBirth!.Value.AddDays(-364), ParentalConsent = token });
        await own.RunJobs();
        Assert.NotEmpty(await own.MailTo(guardian));
        var guardianId = await own.Read<AccountsDbContext, Guid>(db => db.ParentalConsents.Select(c => c.SubjectId).SingleAsync());

        own.Clock.Advance(TimeSpan.FromDays(2));
        await own.RunJobs();
        await own.RunJobs();

        var adult = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        Assert.Null(await Asked(own, adult, DataClass.Billing, Purpose.Payment));
        Assert.Empty((await own.Send(new Me(), adult)).Value.UnavailableFeatures);
        Assert.Single(await own.MailTo(email), m => m.Template is MessageTemplate.CameOfAge);
        Assert.IsType<ParentalConsentNotFound>((await own.Send(new WithdrawParentalConsent(token))).Refusal);
        Assert.Empty(await own.MailTo(guardian));
        await own.TakesNothing(guardianId, DataClass.Identity);
    }

    [Fact]
    public async Task Where_minors_may_not_register_no_parent_is_asked()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await own.Send(new AskParentalConsent(own.FreshEmail()))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new ContinueWithParentalConsent("x"), await own.ASignedInClient())).Refusal);
    }

    internal static async Task<string> AToken(AccountsFixture own, string? guardian = null)
    {
        guardian ??= own.FreshEmail();
        Assert.Null((await own.Send(new AskParentalConsent(guardian))).Refusal);
        var code = await own.CodeTo(guardian, MessageTemplate.ParentalConsentCode);
        Assert.Null((await own.Send(new RecordParentalConsent(code, "Dev Rao", "father"))).Refusal);
        var waiting = (await own.Send(new ParentalConsents(), own.As(Role.PrivacyOfficer))).Value.Single(c => c.Email == guardian);
        Assert.Null((await own.Send(new CheckParentalConsent(waiting.ConsentId, true), own.As(Role.PrivacyOfficer))).Refusal);
        return await own.CodeTo(guardian, MessageTemplate.ParentalConsentAccepted);
    }

    private static DateTime Now(AccountsFixture own) => own.Clock.GetUtcNow().UtcDateTime;

    private static RegisterClient Young(RegisterClient form, AccountsFixture own, int age) => form with { DateOfBirth = DateOnly.FromDateTime(Now(own)).AddYears(-age) };

    private static RegisterClient YoungMember(AccountsFixture own, string token) =>
        Young(AlopalFixture.MemberForm(own.FreshEmail(), Now(own)), own, 16) with { ParentalConsent = token };

    internal static async Task<Refusal?> Asked(AccountsFixture own, Caller caller, DataClass data, string purpose)
    {
        await using var scope = own.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().SignIn(caller);
        return await scope.ServiceProvider.GetRequiredService<IAccessGate>()
            .AskAsync(new AccessRequest(caller.AccountId, data, AccessMode.Write, purpose), TestContext.Current.CancellationToken);
    }
}
