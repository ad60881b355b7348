using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Sessions;

/// <summary>Accounts with passwords that cost enough to be seen in the time of an answer.</summary>
public sealed class CostlyFixture : AccountsFixture
{
    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection)
    {
        base.Register(collection);
        collection.AddSingleton(new PasswordCost(50_000));
    }
}

public sealed class SignInTimingTests(CostlyFixture accounts) : IClassFixture<CostlyFixture>
{
    private const int Rounds = 15;

    [Fact]
    public async Task A_wrong_password_takes_as_long_for_an_address_without_an_account()
    {
        var known = await accounts.AClient();
        List<double> withAccount = [], without = [];
        for (var i = 0; i < Rounds; i++)
        {
            accounts.Clock.Advance(TimeSpan.FromMinutes(15));
            withAccount.Add(await TimeAsync(known));
            without.Add(await TimeAsync(accounts.FreshEmail()));
        }

        var ratio = Median(withAccount) / Median(without);
        Assert.True(ratio is > 0.5 and < 2, $"An address with an account takes {ratio:0.00} times as long as one without.");
    }

    private async Task<double> TimeAsync(string email)
    {
        var begin = Stopwatch.GetTimestamp();
        Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, "Quiet-Harbour-93 lamb", null))).Refusal);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
