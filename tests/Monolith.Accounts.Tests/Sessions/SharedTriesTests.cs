using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Storage;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Sessions;

public sealed class SharedTriesTests
{
    private const string Key = "somebody";

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_instances_on_one_database_count_together_and_a_success_begins_anew(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (first, second) = (Instance(own), Instance(own));
        var together = database == Databases.PostgreSql;
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await Try(first));
            Assert.Null(await Try(second));
        }

        Assert.Equal(together ? own.Clock.GetUtcNow().UtcDateTime.AddMinutes(15) : null, await Try(first));

        await second.SucceededAsync(Key, "203.0.113.7", TestContext.Current.CancellationToken);
        Assert.Null(await Try(second));
        own.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await Try(first));
    }

    private static ValueTask<DateTime?> Try(SignInLimits limits) => limits.BeginAsync(Key, "203.0.113.7", TestContext.Current.CancellationToken);

    private static SignInLimits Instance(AccountsFixture own) => new(
        own.Services.GetRequiredService<AccountsPolicy>(), own.Clock, own.Services.GetRequiredService<IDbContextFactory<AccountsDbContext>>(), own.Services.GetRequiredService<StorageOptions>());
}
