using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class OriginTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-32")]
    public async Task What_is_given_at_registration_and_what_later_are_told_apart(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var member = await own.AMember(own.FreshEmail());
        var registeredAt = own.Clock.GetUtcNow().UtcDateTime;
        own.Clock.Advance(TimeSpan.FromDays(1));
        await own.Send(new UpdateProfile(null, null, null, null, [new("social", "@asha")]), member);

        var account = await AccountOfAsync(own, member);

        Assert.Equal([FieldSource.Registration, FieldSource.Update], account.Sources);
        Assert.Equal((FieldSource.Update, 1, registeredAt.AddDays(1)), OriginOf(account, "social"));
        Assert.Equal((FieldSource.Registration, 1), (OriginOf(account, "firstName").Source, OriginOf(account, "firstName").Version));
        Assert.Equal(FieldSource.Registration, OriginOf(account, "email").Source);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_given_again_unchanged_keeps_its_source_and_what_an_officer_puts_right_has_theirs(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var member = await own.AMember(own.FreshEmail());
        var given = (await own.Send(new Me(), member)).Value.Fields!.Single(f => f.Name == "firstName");

        Assert.Null((await own.Send(new UpdateProfile(null, null, null, null, [new("firstName", given.Value)]), member)).Refusal);
        Assert.Equal(FieldSource.Registration, OriginOf(await AccountOfAsync(own, member), "firstName").Source);
        Assert.Null((await own.Send(new CorrectPersonalData(member.AccountId, [new FieldValue("firstName", "Aasha")]), own.As(Role.PrivacyOfficer))).Refusal);

        Assert.Equal(FieldSource.Correction, OriginOf(await AccountOfAsync(own, member), "firstName").Source);
    }

    [Fact]
    public async Task A_field_that_is_deleted_has_no_origin_any_more()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var member = await own.AMember(own.FreshEmail(), new FieldValue("social", "@asha"));

        await own.Send(new DeletePersonalData(["social"]), member);

        Assert.DoesNotContain((await AccountOfAsync(own, member)).Fields, f => f.Name == "social");
        await own.Send(new UpdateProfile(null, null, null, null, [new("social", "@asha2")]), member);
        Assert.Equal(FieldSource.Update, OriginOf(await AccountOfAsync(own, member), "social").Source);
    }

    [Fact]
    public async Task Another_address_and_an_emergency_contact_are_updates()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        var email = own.FreshEmail();
        await own.Send(new SetEmergencyContact("Meera Rao", "+919000000009", "sister"), client);
        await own.Send(new ChangeEmail(email, AccountsFixture.Password), client);
        await own.Send(new ConfirmEmailChange(await own.CodeTo(email, MessageTemplate.EmailChange)), client);

        Assert.Equal(FieldSource.Update, OriginOf(await AccountOfAsync(own, client), "email").Source);
        var contact = (await own.Send(new Holdings(null), client)).Value.Single(h => h.Kind == "emergencyContact");
        Assert.Equal(["name", "phone", "relation"], contact.Fields.Select(f => f.Name));
        Assert.Equal([FieldSource.Update], contact.Sources);
    }

    [Fact]
    public async Task An_account_of_before_sources_were_recorded_does_not_guess_them()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        await own.Write<Infrastructure.AccountsDbContext>(async db => db.Entry((await db.Accounts.FindAsync([client.AccountId]))!).Property(a => a.Origins).CurrentValue = null);

        var account = await AccountOfAsync(own, client);

        Assert.NotEmpty(account.Fields);
        Assert.All(account.Fields, f => Assert.Null(f.Source));
        Assert.Empty(account.Sources);
    }

    private static async Task<HoldingView> AccountOfAsync(AccountsFixture own, Caller owner) =>
        (await own.Send(new Holdings(null), owner)).Value.Single(h => h.Kind == "account");

    private static (FieldSource? Source, int? Version, DateTime? At) OriginOf(HoldingView holding, string field)
    {
        var one = holding.Fields.Single(f => f.Name == field);
        return (one.Source, one.PolicyVersion, one.RecordedAt);
    }
}
