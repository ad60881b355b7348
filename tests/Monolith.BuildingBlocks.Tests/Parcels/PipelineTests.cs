using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Parcels;

/// <summary>The pipeline, the unit of work and the outbox on both databases.</summary>
public sealed class PipelineTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task State_event_and_audit_are_written_together(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var client = parcels.As(Role.Client);

        var sent = await parcels.Send(new SendParcel("A", "a letter"), client);

        Assert.Equal(parcels.Clock.GetUtcNow().UtcDateTime, sent.Value.SentAt);
        Assert.Equal("a letter", (await parcels.Send(new ContentOfParcel(sent.Value.Id), client)).Value);
        var told = await parcels.Read<ParcelDbContext, OutboxMessage>(db => db.Outbox.SingleAsync());
        Assert.Contains(sent.Value.Id.ToString(), told.Body, StringComparison.Ordinal);
        var audited = await parcels.Read<ParcelDbContext, List<AuditEntry>>(db => db.Set<AuditEntry>().OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([AccessMode.Write, AccessMode.Read], audited.Select(e => e.Mode!.Value));
        Assert.All(audited, e => Assert.Equal(client.AccountId, e.SubjectId));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_repeated_command_has_one_effect_and_the_same_answer(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var client = parcels.As(Role.Client);
        var first = await parcels.Send(new SendParcel("A", "x"), client, "key");

        var again = await parcels.Send(new SendParcel("A", "x"), client, "key");
        var other = await parcels.Send(new SendParcel("B", "x"), client, "key");
        var stranger = await parcels.Send(new SendParcel("C", "x"), parcels.As(Role.Client), "key");

        Assert.Equal(first.Value, again.Value);
        Assert.IsType<KeyReused>(other.Refusal);
        Assert.NotEqual(first.Value.Id, stranger.Value.Id);
        Assert.Equal(2, await parcels.Read<ParcelDbContext, int>(db => db.Parcels.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Ten_at_once_with_one_key_get_one_answer(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var client = parcels.As(Role.Client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => parcels.Send(new SendParcel("A", "x"), client, "key")));

        Assert.All(answers, a => Assert.Equal(answers[0].Value, a.Value));
        Assert.Equal(1, await parcels.Read<ParcelDbContext, int>(db => db.Parcels.CountAsync()));
        Assert.Equal(1, await parcels.Read<ParcelDbContext, int>(db => db.Outbox.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_broken_constraint_is_a_refusal_and_leaves_nothing(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client));

        var second = await parcels.Send(new SendParcel("A", "y"), parcels.As(Role.Client));

        Assert.IsType<LabelTaken>(second.Refusal);
        Assert.Equal(1, await parcels.Read<ParcelDbContext, int>(db => db.Outbox.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_changes_of_one_version_cannot_both_win(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var sent = await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => parcels.Write<ParcelDbContext>(async mine =>
        {
            var loaded = await mine.Parcels.SingleAsync(p => p.Id == sent.Value.Id);
            await parcels.Write<ParcelDbContext>(async theirs => (await theirs.Parcels.SingleAsync()).Relabel("theirs"));
            loaded.Relabel("mine");
        }));
        Assert.Equal("theirs", (await parcels.Read<ParcelDbContext, Parcel>(db => db.Parcels.SingleAsync())).Label);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_event_reaches_its_listener_once_even_when_delivered_again(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client));
        await parcels.Drain();

        await parcels.Write<ParcelDbContext>(async db => (await db.Outbox.SingleAsync()).DeliveredAt = null);
        await parcels.Drain();

        Assert.Equal(1, await parcels.Read<ParcelDbContext, int>(db => db.Counts.CountAsync()));
        Assert.NotNull((await parcels.Read<ParcelDbContext, OutboxMessage>(db => db.Outbox.SingleAsync())).DeliveredAt);
    }

    [Fact]
    public async Task A_failing_listener_is_tried_again_later_and_parked_after_the_last_try()
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(Databases.Sqlite);
        CountParcels.Broken = OutboxRelay.MostAttempts;
        await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client));
        for (var i = 0; i < OutboxRelay.MostAttempts; i++)
        {
            await parcels.Drain();
            parcels.Clock.Advance(TimeSpan.FromHours(1));
        }

        var message = await parcels.Read<ParcelDbContext, OutboxMessage>(db => db.Outbox.SingleAsync());
        Assert.NotNull(message.ParkedAt);
        Assert.Equal(nameof(InvalidOperationException), message.Failure);
        CountParcels.Broken = 0;
    }

    [Fact]
    public async Task Who_may_not_send_a_message_is_turned_away_before_anything_happens()
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(Databases.Sqlite);

        Assert.Equal("UNAUTHENTICATED", (await Assert.ThrowsAsync<RejectedException>(() => parcels.Send(new SendParcel("A", "x")))).Code);
        Assert.Equal("FORBIDDEN", (await Assert.ThrowsAsync<RejectedException>(() => parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Billing)))).Code);
        Assert.Equal(0, await parcels.Read<ParcelDbContext, int>(db => db.Parcels.CountAsync()));
    }

    [Fact]
    public async Task A_reading_connection_cannot_write()
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(Databases.Sqlite);

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => parcels.Read<ParcelDbContext, int>(db => db.Parcels.ExecuteDeleteAsync()));
    }
}
