using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class ServiceStatisticsTests
{
    private const string Statistics = "{ serviceStatistics(period: \"2016-05\") { kind channel count suppressed } }";

    [Fact, Clause("TH-44")]
    public async Task Statistics_of_the_service_are_for_those_who_administer_it_and_for_no_client_or_visitor()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("onetoonehelp")!) });
        var cast = stage.Cast;
        (await cast.DoAsync(cast.Administrator, new("registerOrganisation", new { name = "Harbour Ltd", mailDomains = new[] { "people.example" } }, "organisation { organisationId }"))).Done();
        var client = cast.Named("employee");
        var registration = new
        {
            email = client.Email, yearOfBirth = 1990, gender = "woman", password = Person.Password, affirmAdult = true, acceptPolicy = true,
            fields = new[] { new { name = "mobile", value = "+919000000077" } },
        };
        (await cast.DoAsync(null, new("registerClient", registration, "registration { message }"))).Done();
        await cast.ConfirmAsync(client);

        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(client, Statistics)).Codes);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(null, Statistics)).Codes);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(await cast.StaffAsync("MARKETING"), Statistics)).Codes);
        Assert.All((await cast.AskAsync(cast.Administrator, Statistics)).Done().All("serviceStatistics"), c => Assert.True((bool)c["suppressed"]!));
    }
}
