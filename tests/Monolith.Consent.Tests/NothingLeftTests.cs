using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>Every table that names a person, before and after the evidence about them has had its time; a new one is found by its column.</summary>
public sealed class NothingLeftTests
{
    private static readonly string[] Going = ["MarketingPreference", "Purchase", "VendorEvent"];

    [Theory, ClassData(typeof(Databases))]
    public async Task Evidence_stays_for_its_period_and_then_a_row_of_every_table_that_names_the_person_goes(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var (person, now) = (Guid.CreateVersion7(), consent.Clock.GetUtcNow().UtcDateTime);
        await consent.Write<ConsentDbContext>(db =>
        {
            PersonalRows.Add(db, person, now, ("UsedAt", now), ("IsPublic", true));
            return Task.CompletedTask;
        });
        var all = await LeftAsync();
        Assert.True(all.Count > 10, $"Only {all.Count} tables name people.");

        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), person, now));
        Assert.Equal(all.Except(Going), await LeftAsync());
        consent.Clock.Set(now.AddYears(8));
        await consent.RunJobs();

        Assert.Equal(["ErasureRecord"], await LeftAsync());

        Task<List<string>> LeftAsync() => consent.Read<ConsentDbContext, List<string>>(db => PersonalRows.LeftAsync(db, person));
    }
}
