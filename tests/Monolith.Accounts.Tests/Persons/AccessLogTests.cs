using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL;
using Monolith.GraphQL.Relay;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class AccessLogTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-5.10")]
    public async Task The_owner_reads_who_looked_when_and_what_for_and_who_was_kept_from_it(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var client = await accounts.ASignedInClient();
        await accounts.Send(new AccountById(client.AccountId), accounts.As(Role.Support));
        accounts.Clock.Advance(TimeSpan.FromMinutes(1));
        await accounts.Send(new ClientsByIds([client.AccountId]), accounts.As(Role.Marketing));
        await accounts.Send(new AccountById(client.AccountId), client);

        var log = (await accounts.Send(new AccessLog(), client)).Value.Nodes;

        Assert.Equal([(Role.Marketing, AuditOutcome.Denied), (Role.Support, AuditOutcome.Granted)], log.Select(e => (e.ActorRole, e.Outcome)));
        Assert.Equal(accounts.Clock.GetUtcNow().UtcDateTime, log[0].OccurredAt);
        Assert.Equal(("access.need-to-know", DataClass.Identity, AccessMode.Read), (log[0].Rule, log[0].DataClass, log[0].Mode));
        Assert.StartsWith("NEED_TO_KNOW calmally@", log[0].Denial, StringComparison.Ordinal);
        Assert.Null(log[1].Denial);
        Assert.All(log, line => Assert.NotNull(line.Purpose));
        Assert.Single((await accounts.Send(new AccessLog(Outcome: AuditOutcome.Denied), client)).Value.Nodes);
        Assert.Empty((await accounts.Send(new AccessLog(DataClass.Health), client)).Value.Nodes);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Pages_lose_and_repeat_nothing_even_in_one_instant(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var client = await accounts.ASignedInClient();
        for (var i = 0; i < 5; i++)
        {
            await accounts.Send(new AccountById(client.AccountId), accounts.As(Role.Support));
        }

        var all = (await accounts.Send(new AccessLog(), client)).Value;
        var first = (await accounts.Send(new AccessLog(First: 2), client)).Value;
        var second = (await accounts.Send(new AccessLog(First: 2, After: first.PageInfo.EndCursor), client)).Value;
        var third = (await accounts.Send(new AccessLog(First: 2, After: second.PageInfo.EndCursor), client)).Value;
        var back = (await accounts.Send(new AccessLog(Last: 2, Before: third.PageInfo.StartCursor), client)).Value;
        var between = (await accounts.Send(new AccessLog(First: 9, After: first.PageInfo.StartCursor, Before: third.PageInfo.StartCursor), client)).Value;

        var cursors = all.Edges.Select(e => e.Cursor).ToList();
        Assert.Equal(5, cursors.Count);
        Assert.Equal(cursors, ((Connection<AccessLine>[])[first, second, third]).SelectMany(p => p.Edges).Select(e => e.Cursor));
        Assert.Equal(second.Edges.Select(e => e.Cursor), back.Edges.Select(e => e.Cursor));
        Assert.Equal(cursors[1..4], between.Edges.Select(e => e.Cursor));
        Assert.Equal((true, true, false), (first.PageInfo.HasNextPage, second.PageInfo.HasNextPage, third.PageInfo.HasNextPage));
        await Assert.ThrowsAsync<GraphQLException>(() => accounts.Send(new AccessLog(After: "bm8"), client));
    }

    [Fact]
    public async Task A_therapist_is_named_staff_by_their_role_and_other_people_s_lines_are_not_there()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (client, other) = (await accounts.ASignedInClient(), await accounts.ASignedInClient());
        var therapist = accounts.As(Role.Therapist);
        await accounts.Send(new ClientsByIds([client.AccountId]), therapist);
        await accounts.Send(new AccountById(client.AccountId), accounts.As(Role.Support));

        var log = (await accounts.Send(new AccessLog(), client)).Value.Nodes;

        Assert.Equal([null, therapist.AccountId], log.OrderByDescending(l => l.ActorRole).Select(l => l.TherapistId));
        Assert.Empty((await accounts.Send(new AccessLog(), other)).Value.Nodes);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new AccessLog()));
    }

    [Fact]
    public async Task Reading_the_log_is_itself_in_the_audit()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await accounts.ASignedInClient();
        await accounts.Send(new AccessLog(), client);

        var own = (await accounts.Send(new AuditTrailOf(client.AccountId, 10, null), accounts.As(Role.Auditor))).Value;

        Assert.Contains(own, e => e is { Operation: nameof(AccessLog), Outcome: AuditOutcome.Granted, Rule: "self" } && e.ActorId == client.AccountId);
    }
}
