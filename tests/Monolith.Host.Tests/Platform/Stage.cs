using Microsoft.AspNetCore.Builder;
using Monolith.Accounts;
using Monolith.Testing;

namespace Monolith.Host.Tests.Platform;

/// <summary>A whole platform in this process on a fresh database, with its first administrator.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly RunningHost host;

    private Stage(TestDatabase database, RunningHost host, Func<Person, object>? form)
    {
        (this.database, this.host) = (database, host);
        Cast = new Cast(new GraphClient(host.Client)) { Form = form ?? (person => Cast.Registration(person)) };
    }

    public Cast Cast { get; }

    public TestDatabase Database => database;

    public IServiceProvider Services => host.App.Services;

    public static async Task<Stage> OpenAsync(string kind, Func<HostOptions, HostOptions>? change = null, Action<WebApplicationBuilder>? adjust = null, Func<Person, object>? form = null)
    {
        var database = await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken);
        var host = await RunningHost.StartAsync(adjust, change: o => (change?.Invoke(o) ?? o) with
        {
            Testing = true,
            DataDirectory = database.DataDirectory,
            Database = kind == Databases.PostgreSql ? database.ConnectionString : null,
        });
        var stage = new Stage(database, host, form);
        var token = await AccountsModule.FirstAdministratorTokenAsync(host.App.Services, TestContext.Current.CancellationToken);
        await stage.Cast.OpenAsync(token ?? throw new InvalidOperationException("A fresh database has an administrator."));
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>One platform for each kind of database, opened on first use, for the tests of one class.</summary>
public sealed class Stages : IAsyncLifetime
{
    private readonly Dictionary<string, Stage> open = [];

    internal async Task<Cast> OnAsync(string kind)
    {
        if (!open.TryGetValue(kind, out var stage))
        {
            open[kind] = stage = await Stage.OpenAsync(kind);
        }

        return stage.Cast;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in open.Values)
        {
            await stage.DisposeAsync();
        }
    }
}
