using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Organisations;

public sealed class MembershipTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("HU-22")]
    public async Task Who_proves_an_address_of_a_business_belongs_to_it_and_anybody_else_registers_too(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(database);
        var harbour = (await own.Send(new RegisterOrganisation("Harbour Ltd", ["harbour.example"]), own.As(Role.Administrator))).Value;

        var member = await own.ACustomer("asha@Harbour.example");
        var stranger = await own.ACustomer(own.FreshEmail());

        Assert.Equal(harbour.OrganisationId, (await own.Send(new Me(), member)).Value.OrganisationId);
        Assert.Null((await own.Send(new Me(), stranger)).Value.OrganisationId);
        Assert.Equal(new OrganisationMembership(harbour.OrganisationId, false), await MembershipOf(own, member));
        Assert.Null(await MembershipOf(own, stranger));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_member_acts_for_its_organisation_once_appointed_and_until_the_membership_ends(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(database);
        var harbour = (await own.Send(new RegisterOrganisation("Harbour Ltd", ["harbour.example"]), own.As(Role.Administrator))).Value;
        var (member, stranger) = (await own.ACustomer("asha@harbour.example"), await own.ACustomer(own.FreshEmail()));
        var administrator = own.As(Role.Administrator);

        Assert.Null((await own.Send(new AppointOrganisationRepresentative(member.AccountId), administrator)).Refusal);
        Assert.Equal(new OrganisationMembership(harbour.OrganisationId, true), await MembershipOf(own, member));
        Assert.IsType<IllegalState>((await own.Send(new AppointOrganisationRepresentative(stranger.AccountId), administrator)).Refusal);
        Assert.IsType<AccountNotFound>((await own.Send(new AppointOrganisationRepresentative(Guid.CreateVersion7()), administrator)).Refusal);

        Assert.Null((await own.Send(new EndOrganisationMembership(member.AccountId), administrator)).Refusal);
        Assert.Null(await MembershipOf(own, member));
        Assert.IsType<IllegalState>((await own.Send(new EndOrganisationMembership(member.AccountId), administrator)).Refusal);
    }

    [Fact]
    public async Task Where_employers_only_vouch_nobody_acts_for_them_and_no_neighbour_learns_whom_they_vouch_for()
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        var employee = await own.AnEmployee(own.FreshEmail());

        Assert.IsType<FeatureDisabled>((await own.Send(new AppointOrganisationRepresentative(employee.AccountId), own.As(Role.Administrator))).Refusal);
        Assert.IsType<FeatureDisabled>((await own.Send(new EndOrganisationMembership(employee.AccountId), own.As(Role.Administrator))).Refusal);
        Assert.Null(await MembershipOf(own, employee));
    }

    private static async Task<OrganisationMembership?> MembershipOf(AccountsFixture own, Caller caller)
    {
        await using var scope = own.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOrganisationFacts>().MembershipOfAsync(caller.AccountId, TestContext.Current.CancellationToken);
    }
}
