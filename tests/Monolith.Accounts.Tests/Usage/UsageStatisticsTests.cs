using Monolith.Accounts.Application.Usage;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Usage;

public sealed class UsageStatisticsTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-41")]
    [Clause("AP-42")]
    [Clause("AP-103")]
    public async Task Days_that_are_over_are_counted_by_area_and_kind_of_people_and_small_cells_are_not_shown(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var now = own.Clock.GetUtcNow().UtcDateTime;
        List<Caller> members = [];
        for (var i = 0; i < 6; i++)
        {
            members.Add(await own.Registered(AlopalFixture.MemberForm(own.FreshEmail(), now) with { Gender = i == 0 ? "man" : "woman" }));
        }

        members.ForEach(member => AccountsModule.NoteUse(own.Services, member.AccountId, "Forum", null, null, null, null));
        AccountsModule.NoteUse(own.Services, members[0].AccountId, "Courses", null, null, null, null);
        await own.RunJobs();
        var (day, administrator) = (DateOnly.FromDateTime(now), own.As(Role.Administrator));
        Assert.Empty((await own.Send(new UsageStatistics(day, day), administrator)).Value);

        own.Clock.Advance(TimeSpan.FromDays(1));
        await own.RunJobs();
        await own.RunJobs();

        Assert.Equal([new UsageCountView(day, null, FreezeUsage.Everybody, 7)], (await own.Send(new UsageStatistics(day, day), administrator)).Value);
        Assert.Equal(
            [
                new UsageCountView(day, "Courses", FreezeUsage.Everybody, 1), new UsageCountView(day, "Forum", "25_TO_34", 6),
                new UsageCountView(day, "Forum", FreezeUsage.Everybody, 6), new UsageCountView(day, "Forum", "FEMALE", 5),
            ],
            (await own.Send(new UsageStatistics(day, day, true), administrator)).Value);
        Assert.IsType<FieldRequired>((await own.Send(new UsageStatistics(day, day.AddDays(-1)), administrator)).Refusal);
    }

    [Fact]
    public async Task A_count_of_a_day_that_is_over_stays_when_its_people_go()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var client = await own.Lark(own.FreshEmail());
        var day = DateOnly.FromDateTime(own.Clock.GetUtcNow().UtcDateTime);
        AccountsModule.NoteUse(own.Services, client.AccountId, "Chat", null, null, null, null);
        await own.RunJobs();
        own.Clock.Advance(TimeSpan.FromDays(1));
        await own.RunJobs();

        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        own.Clock.Advance(TimeSpan.FromDays(1));
        await own.RunJobs();

        Assert.Equal(1, (await own.Send(new UsageStatistics(day, day), own.As(Role.Administrator))).Value.Single().Visits);
    }
}
