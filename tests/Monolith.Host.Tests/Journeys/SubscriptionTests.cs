using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Host.Tests.Journeys;

public sealed class SubscriptionTests(Stages stages) : IClassFixture<Stages>
{
    private const string Messages = "subscription { messageSent { text fromClient } }";
    private const string Appointments = "subscription { appointmentChanged { id state } }";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_message_reaches_the_two_and_nobody_else(string database)
    {
        var cast = await stages.OnAsync(database);
        var care = await Care.BeginAsync(cast, "listening");
        using var client = await Listen(cast, care.Client, Messages);
        using var therapist = await Listen(cast, care.Therapist, Messages);
        using var stranger = await Listen(cast, await cast.ClientAsync(), Messages);

        (await cast.DoAsync(care.Client, Text(care, "How do I begin?"))).Done();

        foreach (var one in new[] { client, therapist })
        {
            Assert.Equal("""{"messageSent":{"text":"How do I begin?","fromClient":true}}""", (await one.HearAsync())!["payload"]!["data"]!.ToJsonString());
        }

        await Assert.ThrowsAsync<TimeoutException>(() => stranger.HearAsync(TimeSpan.FromMilliseconds(500)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_appointment_is_told_as_it_is_booked_and_called_off(string database)
    {
        var cast = await stages.OnAsync(database);
        var care = await Care.BeginAsync(cast, "telling");
        using var therapist = await Listen(cast, care.Therapist, Appointments);

        // An event tells what is so when it is read, so the next change waits for it.
        var id = await care.BookAsync((await care.SlotsAsync())[0]);
        var booked = await HearChangeAsync(therapist);
        (await cast.DoAsync(care.Client, Acts.Cancel(id))).Done();
        var calledOff = await HearChangeAsync(therapist);

        Assert.Equal<(string?, string?)>((id, "BOOKED"), booked);
        Assert.Equal<(string?, string?)>((id, "CANCELLED_BY_CLIENT"), calledOff);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Signing_out_closes_the_socket_and_nothing_more_is_told(string database)
    {
        var cast = await stages.OnAsync(database);
        var care = await Care.BeginAsync(cast, "leaving");
        using var client = await Listen(cast, care.Client, Messages);

        (await cast.DoAsync(care.Client, new("signOut", null, "ended { count }"))).Done();
        (await cast.DoAsync(care.Client, Text(care, "From another session"))).Done();

        Assert.Null(await client.HearAsync(TimeSpan.FromSeconds(2)));
        Assert.Equal(4403, client.CloseCode);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task When_the_right_to_see_it_is_gone_the_stream_ends_without_what_was_said(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var care = await Care.BeginAsync(cast, "parting");
        using var therapist = await Listen(cast, care.Therapist, Messages);
        var sent = (await cast.DoAsync(care.Client, Text(care, "Canary"))).Done();
        Assert.Contains("Canary", (await therapist.HearAsync())!.ToJsonString(), StringComparison.Ordinal);

        (await cast.DoAsync(care.Client, Acts.EndMatch(care.MatchId))).Done();
        var told = new MessageSent(KeyOf(sent["sendMessage.message.id"]), KeyOf(sent["sendMessage.message.client.id"]), KeyOf(care.Therapist.Id));
        await stage.Services.GetRequiredService<IAnnouncements>().AnnounceAsync(typeof(MessageSent).FullName!, JsonSerializer.Serialize(told), TestContext.Current.CancellationToken);
        var last = (await therapist.HearAsync())!;

        Assert.Equal("next", (string?)last["type"]);
        Assert.Equal("NEED_TO_KNOW", (string?)last["payload"]!["errors"]?[0]!["extensions"]!["code"]);
        Assert.DoesNotContain("Canary", last.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("complete", (string?)(await therapist.HearAsync())!["type"]);
    }

    [Theory]
    [InlineData(Messages)]
    [InlineData(Appointments)]
    public async Task A_visitor_and_the_wrong_role_are_refused(string document)
    {
        var cast = await stages.OnAsync(Databases.Sqlite);
        using var visitor = await Subscriber.ConnectAsync(cast.Graph.Address, null);
        using var administrator = await Listen(cast, cast.Administrator, document);
        await visitor.SubscribeAsync(document);

        Assert.Equal("UNAUTHENTICATED", (string?)(await visitor.HearAsync())!["payload"]![0]!["extensions"]!["code"]);
        Assert.Equal("FORBIDDEN", (string?)(await administrator.HearAsync())!["payload"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_bad_token_is_closed_with_4401_and_a_sixth_connection_with_4403()
    {
        var cast = await stages.OnAsync(Databases.Sqlite);
        using var bad = await Subscriber.ConnectAsync(cast.Graph.Address, "0123456789012345678901234567890123456789");
        Assert.Equal(4401, bad.CloseCode);

        var person = await cast.ClientAsync();
        List<Subscriber> all = [];
        for (var i = 0; i < 6; i++)
        {
            all.Add(await Subscriber.ConnectAsync(cast.Graph.Address, person.Token));
        }

        Assert.Equal([null, null, null, null, null, 4403], all.Select(s => s.CloseCode));
        all.ForEach(s => s.Dispose());
    }

    [Theory]
    [InlineData("127.0.0.0/8", null)]
    [InlineData("203.0.113.0/24", 4401)]
    public async Task A_key_bound_to_a_network_opens_a_socket_from_there_and_from_nowhere_else(string network, int? closed)
    {
        var cast = await stages.OnAsync(Databases.Sqlite);
        await cast.SignInAsync(cast.Administrator);
        var wanted = new { name = "Desk", role = "AUDITOR", operations = new[] { "processors" }, days = 1, addresses = new[] { network } };
        var secret = (await cast.DoAsync(cast.Administrator, new("createIntegratorKey", wanted, "integratorKey { secret }"))).Done()["createIntegratorKey.integratorKey.secret"];

        using var socket = await Subscriber.ConnectAsync(cast.Graph.Address, secret);

        Assert.Equal(closed, socket.CloseCode);
        if (closed is null)
        {
            Assert.NotEmpty((await socket.AskAsync("{ processors { name } }"))["data"]!["processors"]!.AsArray());
        }
    }

    [Fact]
    public async Task What_one_instance_does_is_told_by_the_others()
    {
        await using var database = await TestDatabase.CreateAsync(Databases.PostgreSql, TestContext.Current.CancellationToken);
        await using var first = await InstanceOn(database);
        await using var second = await InstanceOn(database);
        var cast = new Cast(new GraphClient(first.Client));
        await cast.OpenAsync((await AccountsModule.FirstAdministratorTokenAsync(first.App.Services, TestContext.Current.CancellationToken))!);
        var care = await Care.BeginAsync(cast, "elsewhere");
        using var there = await Subscriber.ConnectAsync(second.Client.BaseAddress!, care.Therapist.Token);
        await there.SubscribeAsync(Messages);

        (await cast.DoAsync(care.Client, Text(care, "Hello over there"))).Done();
        Assert.Contains("Hello over there", (await there.HearAsync())!.ToJsonString(), StringComparison.Ordinal);
        (await cast.DoAsync(care.Therapist, new("signOut", null, "ended { count }"))).Done();

        Assert.Null(await there.HearAsync(TimeSpan.FromSeconds(3)));
    }

    private static Guid KeyOf(string globalId) => Guid.Parse(NodeIdCodec.Decode(globalId)!.Value.Key);

    private static Task<RunningHost> InstanceOn(TestDatabase database) =>
        RunningHost.StartAsync(change: o => o with { Testing = true, DataDirectory = database.DataDirectory, Database = database.ConnectionString });

    private static Act Text(Care care, string text) => new("sendMessage", new { text, therapistId = care.Therapist.Id }, "message { id client { id } }");

    private static async Task<(string? Id, string? State)> HearChangeAsync(Subscriber subscriber)
    {
        var told = (await subscriber.HearAsync())!["payload"]!["data"]!["appointmentChanged"]!;
        return ((string?)told["id"], (string?)told["state"]);
    }

    private static async Task<Subscriber> Listen(Cast cast, Person who, string document)
    {
        var subscriber = await Subscriber.ConnectAsync(cast.Graph.Address, who.Token);
        await subscriber.SubscribeAsync(document);
        return subscriber;
    }
}
