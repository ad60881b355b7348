using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class CorrectionTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-7.3")]
    public async Task An_officer_corrects_a_date_of_birth_and_the_owner_sees_it_and_who_did(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var client = await own.Lark(own.FreshEmail());
        var officer = own.As(Role.PrivacyOfficer);
        var right = new CorrectPersonalData(client.AccountId, [new FieldValue("dateOfBirth", "1990-04-01")]);
        Assert.Equal("dateOfBirth", Assert.IsType<FieldRequired>((await own.Send(right with { Fields = [new FieldValue("dateOfBirth", "1 April")] }, officer)).Refusal).Field);
        Assert.IsType<FieldRequired>((await own.Send(right with { Fields = [] }, officer)).Refusal);
        Assert.Equal("email", Assert.IsType<FieldNotCollected>((await own.Send(right with { Fields = [new FieldValue("email", "x@example.org")] }, officer)).Refusal).Field);
        Assert.IsType<FieldNotCollected>((await own.Send(right with { Fields = [new FieldValue("religion", "x")] }, officer)).Refusal);
        Assert.IsType<AccountNotFound>((await own.Send(right with { AccountId = Guid.CreateVersion7() }, officer)).Refusal);

        Assert.Equal(new DateOnly(1990, 4, 1), (await own.Send(right, officer)).Value.DateOfBirth);

        var me = (await own.Send(new Me(), client)).Value;
        Assert.Equal(new DateOnly(1990, 4, 1), me.DateOfBirth);
        Assert.Equal([new CollectedFieldView("nickname", "lark")], me.Fields!);
        Assert.Contains((await own.Send(new AccessLog(), client)).Value.Nodes, l => l.Operation == nameof(CorrectPersonalData) && l.ActorRole is Role.PrivacyOfficer);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(right, own.As(Role.Support)));
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(right, client));
    }

    [Fact]
    public async Task A_correction_makes_nobody_younger_than_the_service_allows()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();

        Assert.IsType<AgeRestricted>((await own.Send(new CorrectPersonalData(client.AccountId, [new FieldValue("age", "17")]), own.As(Role.GrievanceOfficer))).Refusal);
        Assert.Equal(18, (await own.Send(new CorrectPersonalData(client.AccountId, [new FieldValue("age", "18")]), own.As(Role.GrievanceOfficer))).Value.Age);
    }
}
