using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Storage;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Sessions;

/// <summary>How many of ten thousand guesses are looked at (R33).</summary>
public sealed class GuessingTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private const int Guesses = 10_000;

    [Fact]
    public async Task Of_10_000_guesses_at_one_account_from_1_000_addresses_ten_are_looked_at_and_a_known_device_still_gets_in()
    {
        var limits = Limits();

        Assert.Equal(10, await LookedAtAsync(limits, _ => "somebody", i => $"203.0.{i % 1_000 / 250}.{i % 250}"));

        Assert.Null(await limits.BeginAsync("the device of somebody", "198.51.100.7", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_one_guess_at_each_of_10_000_accounts_from_one_address_a_hundred_are_looked_at_and_another_address_is_not_shut_out()
    {
        var limits = Limits();

        Assert.Equal(100, await LookedAtAsync(limits, i => i.ToString(CultureInfo.InvariantCulture), _ => "203.0.113.7"));

        Assert.Null(await limits.BeginAsync("somebody else", "198.51.100.7", TestContext.Current.CancellationToken));
    }

    private static async Task<int> LookedAtAsync(SignInLimits limits, Func<int, string> account, Func<int, string> address)
    {
        var lookedAt = 0;
        for (var i = 0; i < Guesses; i++)
        {
            lookedAt += await limits.BeginAsync(account(i), address(i), TestContext.Current.CancellationToken) is null ? 1 : 0;
        }

        return lookedAt;
    }

    private SignInLimits Limits() => new(
        accounts.Services.GetRequiredService<AccountsPolicy>(), accounts.Clock, accounts.Services.GetRequiredService<IDbContextFactory<AccountsDbContext>>(), accounts.Services.GetRequiredService<StorageOptions>());
}
