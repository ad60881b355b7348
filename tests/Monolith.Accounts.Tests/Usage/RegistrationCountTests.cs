using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Usage;

public sealed class RegistrationCountTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("HU-44")]
    public async Task Thirty_registrations_are_told_as_counts_by_gender_and_only_when_they_change(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(database);
        string?[] genders = [.. Enumerable.Repeat("woman", 9), .. Enumerable.Repeat("F ", 9), .. Enumerable.Repeat("man", 12), null, "hijra"];
        List<Guid> people = [];
        foreach (var gender in genders)
        {
            people.Add((await own.Registered(HelpuFixture.CustomerForm(own.FreshEmail()) with { Gender = gender })).AccountId);
        }

        await own.RunJobs();
        await own.RunJobs();

        Assert.Equal([(GenderGroup.Female, 18), (GenderGroup.Male, 12), (GenderGroup.Other, 1)], await CountsAsync(own));
        var told = await ToldAsync(own);
        Assert.Equal(3, told.Count);
        Assert.DoesNotContain(told, body => people.Any(id => body.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)));
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), people[0], own.Clock.GetUtcNow().UtcDateTime));
        await own.RunJobs();
        Assert.Equal((GenderGroup.Female, 17), (await CountsAsync(own))[0]);
        Assert.Equal(4, (await ToldAsync(own)).Count);
    }

    [Fact]
    public async Task Nothing_is_counted_where_no_advertiser_may_get_counts()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        await own.ASignedInClient();

        await own.RunJobs();

        Assert.Empty(await CountsAsync(own));
    }

    private static Task<List<string>> ToldAsync(AccountsFixture own) => own.Read<AccountsDbContext, List<string>>(db =>
        db.Outbox.Where(m => m.Kind == typeof(RegistrationsCounted).FullName).Select(m => m.Body).ToListAsync());

    private static async Task<List<(GenderGroup Group, int Count)>> CountsAsync(AccountsFixture own) =>
        [.. (await own.Read<AccountsDbContext, List<Domain.RegistrationCount>>(db => db.RegistrationCounts.AsNoTracking().ToListAsync())).OrderBy(c => c.Group).Select(c => (c.Group, c.Count))];
}
