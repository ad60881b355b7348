using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Accounts.Tests.Usage;

public sealed class AddressPlaceTests : IDisposable
{
    private const string Ranges = """"
        # first,last,provider,place
        2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,Sixth Net,Cairo
        203.0.113.128,203.0.113.255,Later Net,"Pune, ""IN"""
        198.51.100.7,198.51.100.7,One Host,
        192.0.2.0,192.0.2.255,Example Net,Boston
        """";

    private readonly TempDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-30")]
    public async Task Provider_and_place_of_an_address_are_marked_as_derived_and_everything_else_as_told(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PlacedAlopalFixture>(database);
        var member = await own.AMember(own.FreshEmail());
        own.Services.GetRequiredService<UsageLog>().Note(member.AccountId, UsageKind.Visit, "home", new CallFacts("192.0.2.9", null));
        own.Services.GetRequiredService<UsageLog>().Note(member.AccountId, UsageKind.Visit, "away", new CallFacts("192.0.3.9", null));
        await own.RunJobs();

        var uses = (await own.Send(new UsageLogOf(Kind: UsageKind.Visit), member)).Value.ToDictionary(u => u.Area, u => u.Facts);

        Assert.Equal([("derivedIsp", "Example Net"), ("derivedPlace", "Boston")], uses["home"].Where(f => f.Origin is FactOrigin.Derived).Select(f => (f.Name, f.Value)));
        Assert.Contains(uses["home"], f => f is { Name: "ip", Value: "192.0.2.9", Origin: FactOrigin.Told });
        Assert.DoesNotContain(uses["away"], f => f.Origin is FactOrigin.Derived);
    }

    [Fact]
    [Clause("AP-30")]
    public async Task Nothing_is_derived_without_the_file_nor_where_the_profile_does_not_collect_it()
    {
        await using var without = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        await using var calmally = await ModuleFixture.OnAsync<PlacedCalmallyFixture>(Databases.Sqlite);
        foreach (var (own, caller) in new[] { ((AccountsFixture)without, await without.AMember(without.FreshEmail())), (calmally, await calmally.ASignedInClient()) })
        {
            own.Services.GetRequiredService<UsageLog>().Note(caller.AccountId, UsageKind.Visit, "home", new CallFacts("192.0.2.9", null));
            await own.RunJobs();

            Assert.DoesNotContain((await own.Send(new UsageLogOf(), caller)).Value.SelectMany(u => u.Facts), f => f.Origin is FactOrigin.Derived);
        }
    }

    [Theory]
    [InlineData("192.0.2.0", "Example Net", "Boston")]
    [InlineData("192.0.2.255", "Example Net", "Boston")]
    [InlineData("::ffff:192.0.2.77", "Example Net", "Boston")]
    [InlineData("198.51.100.7", "One Host", "")]
    [InlineData("203.0.113.128", "Later Net", "Pune, \"IN\"")]
    [InlineData("2001:db8::1", "Sixth Net", "Cairo")]
    [InlineData("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "Sixth Net", "Cairo")]
    [InlineData("192.0.1.255", null, null)]
    [InlineData("192.0.3.0", null, null)]
    [InlineData("198.51.100.6", null, null)]
    [InlineData("198.51.100.8", null, null)]
    [InlineData("203.0.113.127", null, null)]
    [InlineData("203.0.114.0", null, null)]
    [InlineData("2001:db9::", null, null)]
    [InlineData("::1", null, null)]
    [InlineData("255.255.255.255", null, null)]
    [InlineData("not an address", null, null)]
    [InlineData(null, null, null)]
    public void An_address_is_found_in_its_range_and_at_both_ends_of_it(string? address, string? provider, string? place)
    {
        var (places, faults) = AddressPlaces.Read(Write(Ranges));

        Assert.Empty(faults);
        Assert.Equal(provider is null ? null : new AddressPlace(provider, place!), places.Find(address));
    }

    [Theory]
    [InlineData("192.0.2.0,192.0.2.255,Net", "line 1")]
    [InlineData("# right\n192.0.2.9,192.0.2.0,Net,Here", "line 2")]
    [InlineData("192.0.2.0,2001:db8::,Net,Here", "line 1")]
    [InlineData("x,192.0.2.0,Net,Here", "line 1")]
    [InlineData("192.0.2.0,192.0.2.255,Net,\"Here", "line 1")]
    [InlineData("192.0.2.0,192.0.2.255,Net,Here,There", "line 1")]
    [InlineData("192.0.2.0,192.0.2.255,Net,Here\n192.0.2.255,192.0.3.0,Net,There", "")]
    public void A_faulty_file_is_refused_with_its_line(string text, string path) =>
        Assert.Equal(path, Assert.Single(AccountsModule.CheckPlaces(Write(text))).Path);

    [Fact]
    public void Many_faults_are_not_all_listed_and_a_missing_file_is_one()
    {
        Assert.Equal(10, AccountsModule.CheckPlaces(Write(string.Concat(Enumerable.Repeat("wrong\n", 50)))).Count);
        Assert.Equal("cannot be read", Assert.Single(AccountsModule.CheckPlaces(folder.PathOf("nowhere"))).Rule);
    }

    internal static string Boston(TempDirectory folder)
    {
        var file = folder.PathOf("places.csv");
        File.WriteAllText(file, Ranges);
        return file;
    }

    private string Write(string text)
    {
        var file = folder.PathOf($"{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(file, text);
        return file;
    }
}

/// <summary>Accounts under the profile calmally, with a file of places, which it has no use for.</summary>
public sealed class PlacedCalmallyFixture : AccountsFixture
{
    private readonly TempDirectory folder = new();

    protected override string PlacesFile => AddressPlaceTests.Boston(folder);

    // The file was read when the module was added.
    protected override Task ArrangeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>Accounts under the profile alopal, with a file of places.</summary>
public sealed class PlacedAlopalFixture : AlopalFixture
{
    private readonly TempDirectory folder = new();

    protected override string PlacesFile => AddressPlaceTests.Boston(folder);

    // The file was read when the module was added.
    protected override Task ArrangeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
