using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Storage;
using Npgsql;

namespace Monolith.Host.Storage;

/// <summary>
/// Announcements where several instances share a PostgreSQL database: whichever carries an event of the outbox notifies the channel, and every instance, itself
/// included, hears it there. While the database cannot be reached nothing is announced; subscribers hear the next event.
/// </summary>
internal sealed class SharedAnnouncements(LocalAnnouncements local, StorageOptions storage, ILogger<SharedAnnouncements> log) : BackgroundService, IAnnouncements
{
    private const string Channel = "monolith_announcements";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(storage.ConnectionString) { KeepAlive = 30 });

    public async ValueTask AnnounceAsync(string kind, string body, CancellationToken cancellationToken)
    {
        try
        {
            await using var notify = source.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
            notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind + '\n' + body });
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            log.LogWarning("{Kind} was not announced: {Failure}", kind, failure.GetType().Name);
        }
    }

    public override void Dispose()
    {
        source.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("Announcements of other instances are not heard: {Failure}", failure.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await source.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Hear(string payload)
    {
        // Another instance may be of another build; what this one cannot read it does not pass on.
        try
        {
            var end = payload.IndexOf('\n', StringComparison.Ordinal);
            _ = local.AnnounceAsync(payload[..end], payload[(end + 1)..], CancellationToken.None);
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or ArgumentException)
        {
            log.LogWarning("An announcement could not be read: {Failure}", failure.GetType().Name);
        }
    }
}
