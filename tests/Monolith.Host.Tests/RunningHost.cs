using Microsoft.AspNetCore.Builder;
using Monolith.Host.Profiles;
using Monolith.Testing;

namespace Monolith.Host.Tests;

/// <summary>A host in this process, on a port of its own, with a data folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public required TempDirectory Folder { get; init; }

    public required WebApplication App { get; init; }

    public required HttpClient Client { get; init; }

    public static async Task<RunningHost> StartAsync(
        Action<WebApplicationBuilder>? adjust = null, Action<WebApplication>? map = null, Func<HostOptions, HostOptions>? change = null)
    {
        var folder = new TempDirectory();
        var options = new HostOptions
        {
            Urls = ["http://127.0.0.1:0"],
            DataDirectory = folder.FullName,
            Profile = ProfileFiles.Load(ProfileFiles.Find("calmally")!),
            DrainDelay = TimeSpan.Zero,
            Sites = [new Uri("http://localhost")],
        };
        options = change?.Invoke(options) ?? options;
        var app = HostApplication.Build(options, adjust);
        map?.Invoke(app);
        await HostApplication.StartAsync(app, options, TestContext.Current.CancellationToken);
        return new RunningHost { App = app, Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) }, Folder = folder };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!App.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await App.StopAsync(CancellationToken.None);
        }

        await App.DisposeAsync();
        Folder.Dispose();
    }
}
