using Monolith.Accounts;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What a backup holds of people who were erased after it was made (R74).</summary>
public sealed class RestoredBackupTests
{
    [Fact]
    public async Task Whoever_was_erased_is_erased_again_before_a_restored_backup_answers_and_may_begin_anew()
    {
        using var original = new TempDirectory();
        using var restored = new TempDirectory();
        Person client, officer, other;
        await using (var host = await StartAsync(original))
        {
            var cast = new Cast(new GraphClient(host.Client));
            await cast.OpenAsync((await AccountsModule.FirstAdministratorTokenAsync(host.App.Services, TestContext.Current.CancellationToken))!);
            (client, other, officer) = (await cast.ClientAsync(), await cast.ClientAsync(), await cast.StaffAsync("GRIEVANCE_OFFICER"));
        }

        Copy(original, restored, "*");
        var former = client.Id;
        await using (var host = await StartAsync(original))
        {
            var cast = new Cast(new GraphClient(host.Client));
            await cast.SignInAsync(client);
            var request = await Rights.ProvenAsync(cast, client, "ERASURE");
            (await cast.DoAsync(await cast.SignInAsync(officer), Rights.Approve(request))).Done();
            Assert.Equal("DONE", await Rights.StateAsync(cast, officer, request));
        }

        Copy(original, restored, "tombstones.log");
        await using (var host = await StartAsync(restored))
        {
            var cast = new Cast(new GraphClient(host.Client));
            var signIn = new Act("signIn", new { email = client.Email, password = Person.Password }, "signIn { accessToken }");
            Assert.False((await cast.DoAsync(null, signIn)).IsDone);
            Assert.True((await cast.DoAsync(null, signIn with { Input = new { email = other.Email, password = Person.Password } })).IsDone);
            client.Token = null;
            Assert.NotEqual(former, (await cast.ClientAsync(consents: false, person: client)).Id);
            Assert.Empty((await cast.AskAsync(client, "{ consents { records { id } } }")).Done().All("consents.records"));
        }
    }

    private static Task<RunningHost> StartAsync(TempDirectory folder) => RunningHost.StartAsync(change: o => o with { Testing = true, DataDirectory = folder.FullName });

    private static void Copy(TempDirectory from, TempDirectory to, string files)
    {
        foreach (var file in Directory.GetFiles(from.FullName, files))
        {
            File.Copy(file, Path.Combine(to.FullName, Path.GetFileName(file)), overwrite: true);
        }
    }
}
