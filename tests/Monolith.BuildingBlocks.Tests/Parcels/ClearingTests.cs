using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Parcels;

public sealed class ClearingTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Delivered_events_marks_and_answers_go_after_thirty_days_and_not_before(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var client = parcels.As(Role.Client);
        var first = await parcels.Send(new SendParcel("A", "x"), client, "key");
        await parcels.Drain();
        Assert.Equal((1, 1, 1), await CountAsync(parcels));

        parcels.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await parcels.RunJobs();
        Assert.Equal((1, 1, 1), await CountAsync(parcels));
        Assert.Equal(first.Value, (await parcels.Send(new SendParcel("A", "x"), client, "key")).Value);

        parcels.Clock.Advance(TimeSpan.FromSeconds(1));
        await parcels.RunJobs();
        Assert.Equal((0, 0, 0), await CountAsync(parcels));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_about_somebody_under_a_hold_stays_until_the_hold_ends(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var (held, other) = (parcels.As(Role.Client), parcels.As(Role.Client));
        await parcels.Send(new SendParcel("A", "x"), held, "key");
        await parcels.Send(new SendParcel("B", "x"), other, "key");
        await parcels.Drain();
        parcels.Held.Add(held.AccountId);
        parcels.Clock.Advance(TimeSpan.FromDays(31));

        await parcels.RunJobs();
        Assert.Equal((1, 1, 1), await CountAsync(parcels));
        Assert.Contains(held.AccountId.ToString(), await parcels.Read<ParcelDbContext, string>(db => db.Outbox.Select(m => m.Body).SingleAsync()), StringComparison.Ordinal);
        parcels.Held.Clear();
        await parcels.RunJobs();

        Assert.Equal((0, 0, 0), await CountAsync(parcels));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_waits_for_a_person_stays_with_the_marks_of_those_who_took_it_in(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var now = parcels.Clock.GetUtcNow().UtcDateTime;
        var parked = new OutboxMessage { Kind = "Any", Body = "{}", AggregateId = Guid.CreateVersion7(), ToldAt = now, ParkedAt = now };
        await parcels.Write<ParcelDbContext>(db =>
        {
            db.Outbox.Add(parked);
            db.Inbox.Add(new InboxMessage { MessageId = parked.Id, Listener = "One", TakenAt = now });
            db.Inbox.Add(new InboxMessage { MessageId = Guid.CreateVersion7(), Listener = "One", TakenAt = now });
            return Task.CompletedTask;
        });
        parcels.Clock.Advance(TimeSpan.FromDays(400));

        await parcels.RunJobs();

        Assert.Equal((1, 1, 0), await CountAsync(parcels));
        Assert.Equal(parked.Id, await parcels.Read<ParcelDbContext, Guid>(db => db.Inbox.Select(m => m.MessageId).SingleAsync()));
    }

    private static Task<(int Outbox, int Inbox, int Answers)> CountAsync(ParcelFixture parcels) => parcels.Read<ParcelDbContext, (int, int, int)>(
        async db => (await db.Outbox.CountAsync(), await db.Inbox.CountAsync(), await db.Idempotency.CountAsync()));
}
