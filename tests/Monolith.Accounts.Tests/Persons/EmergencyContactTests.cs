using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class EmergencyContactTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("CA-2.6")]
    public async Task The_matched_therapist_learns_whom_to_call_in_danger_and_the_client_learns_of_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<MatchedUnderCalmally>(database);
        var email = own.FreshEmail();
        var client = await own.ASignedInClient(email);
        var (therapist, open) = (own.As(Role.Therapist), new OpenEmergencyContact(client.AccountId, SafetyConcern.DangerToSelf));
        Assert.IsType<EmergencyContactNotFound>((await own.Send(open, therapist)).Refusal);
        await own.Send(new SetEmergencyContact("Dev Rao", "+91 98765 11111", "brother"), client);

        Assert.Equal(new EmergencyContactView("Dev Rao", "+91 98765 11111", "brother"), (await own.Send(open, therapist)).Value);

        Assert.Single(await own.MailTo(email), m => m.Template is MessageTemplate.EmergencyContactOpened);
        Assert.Contains((await own.Send(new AccessLog(), client)).Value.Nodes, l => l.Operation == nameof(OpenEmergencyContact) && l.TherapistId == therapist.AccountId);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(open, own.As(Role.Support)));
        Assert.IsType<AccountNotFound>((await own.Send(open with { ClientId = Guid.CreateVersion7() }, therapist)).Refusal);
    }

    [Fact]
    [Clause("CA-2.6")]
    public async Task A_therapist_without_a_match_learns_nothing_and_elsewhere_there_is_no_such_contact()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        await own.Send(new SetEmergencyContact("Dev Rao", "+91 98765 11111", "brother"), client);
        Assert.IsType<NeedToKnow>((await own.Send(new OpenEmergencyContact(client.AccountId, SafetyConcern.MedicalEmergency), own.As(Role.Therapist))).Refusal);

        await using var other = await ModuleFixture.OnAsync<MatchedUnderO7therapy>(Databases.Sqlite);
        Assert.IsType<FeatureDisabled>((await other.Send(new OpenEmergencyContact(Guid.CreateVersion7(), SafetyConcern.DangerToOthers), other.As(Role.Therapist))).Refusal);
    }
}
