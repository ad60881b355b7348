using Monolith.Host.CommandLine;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class ResidencyTests
{
    private const string Held = "{ dataHoldings { kind regions } }";

    [Theory, Clause("CA-9.2")]
    [InlineData("database=SG", "database lies in SG")]
    [InlineData("database=IN,data=US", "data lies in US")]
    public async Task A_store_abroad_stops_the_start_where_everything_stays_at_home(string stores, string fault)
    {
        using var folder = new TempDirectory();
        using var errors = new StringWriter();

        var code = await HostCommand.RunAsync(["--stores", stores, "--data", folder.FullName, "--urls", "http://127.0.0.1:0"], _ => null, errors, TestContext.Current.CancellationToken);

        Assert.Equal(HostCommand.Refused, code);
        Assert.Equal($"monolith: --stores: {fault}, and calmally keeps everything in IN (consent.dataResidency.primary)", errors.ToString().Trim());
        Assert.False(File.Exists(folder.PathOf("monolith.db")));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-9.2")]
    public async Task Each_item_of_a_client_names_the_country_it_lies_in(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var client = await stage.Cast.ClientAsync();
        (await stage.Cast.DoAsync(client, Acts.Intake)).Done();

        Assert.Equal([["IN"]], (await RegionsAsync(stage.Cast, client)).DistinctBy(r => string.Join(',', r)));
    }

    [Fact, Clause("CA-9.4")]
    public async Task A_copy_abroad_stands_beside_the_one_at_home()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Stores = new Dictionary<string, string> { ["replica"] = "SG" } });
        var client = await stage.Cast.ClientAsync();
        (await stage.Cast.DoAsync(client, Acts.Intake)).Done();

        Assert.All(await RegionsAsync(stage.Cast, client), regions => Assert.Equal(["IN", "SG"], regions));
    }

    [Theory, Clause("AP-146")]
    [InlineData("alopal")]
    [InlineData("helpu")]
    public async Task Where_data_may_lie_anywhere_a_foreign_country_is_named(string profile)
    {
        var stores = new Dictionary<string, string> { ["database"] = "SG", ["data"] = "SG" };
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!), Stores = stores });

        Assert.All(await RegionsAsync(stage.Cast, stage.Cast.Administrator), regions => Assert.Equal(["SG"], regions));
    }

    private static async Task<IReadOnlyList<string[]>> RegionsAsync(Cast cast, Person person)
    {
        var held = (await cast.AskAsync(person, Held)).Done().All("dataHoldings");
        Assert.NotEmpty(held);
        return [.. held.Select(h => h["regions"]!.AsArray().Select(r => (string)r!).ToArray())];
    }
}
