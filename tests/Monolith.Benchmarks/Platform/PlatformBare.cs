using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Benchmarks.Platform;

/// <summary>Answers <c>/P2</c> to <c>/P5</c> as somebody would who wrote only these: the statements, the seals of what is selected, and the JSON.</summary>
internal sealed class PlatformBare(PlatformRows rows, VaultKeys keys, BareAudit audit)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly SealedPlace DisplayName = new("matching_therapist", "display_name");
    private static readonly SealedPlace Bio = new("matching_therapist", "bio");
    private static readonly SealedPlace Details = new("accounts_account", "details");
    private readonly ConcurrentBag<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> idle = [];

    public static async Task ServeAsync(string url, string folder, string? database)
    {
        var reads = new PreparedReads(folder, database);
        await using var keyFile = await reads.OpenAsync("keys.db");
        await using var writer = await reads.OpenAsync("monolith.db");
        var bare = new PlatformBare(new PlatformRows(reads), await VaultKeys.LoadAsync(folder, keyFile, reads.IsSqlite ? "data_key" : "vault.data_key"), new BareAudit(writer));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(bare.AnswerAsync);
        await app.RunAsync();
    }

    public async Task AnswerAsync(HttpContext http)
    {
        if (!idle.TryTake(out var pair))
        {
            var buffer = new ArrayBufferWriter<byte>(64 * 1024);
            pair = (buffer, new Utf8JsonWriter(buffer, Options));
        }

        var json = pair.Json;
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        await (http.Request.Path.Value switch
        {
            "/P2" => OneAsync(json, http),
            "/P3" => PageAsync(json, http.RequestAborted),
            "/P4" => AppointmentsAsync(json, http),
            "/P5" => MeAsync(json, http),
            _ => Task.CompletedTask,
        });
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        http.Response.ContentLength = pair.Buffer.WrittenCount;
        await http.Response.Body.WriteAsync(pair.Buffer.WrittenMemory, http.RequestAborted);
        pair.Buffer.ResetWrittenCount();
        json.Reset(pair.Buffer);
        idle.Add(pair);
    }

    private async Task OneAsync(Utf8JsonWriter json, HttpContext http)
    {
        var row = (await rows.OneAsync(Guid.ParseExact(http.Request.QueryString.Value.AsSpan(4), "D"), http.RequestAborted))[0];
        json.WriteStartObject("therapist"u8);
        Identity(json, "Therapist:"u8, row.Id);
        Opened(json, "displayName"u8, row.DisplayName, DisplayName, row.Id);
        Opened(json, "bio"u8, row.Bio, Bio, row.Id);
        json.WriteString("label"u8, "therapist"u8);
        json.WriteBoolean("verified"u8, row.State == "Verified");
        json.WriteNull("credentialState"u8);
        json.WriteEndObject();
    }

    private async Task PageAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var found = await rows.PageAsync(cancellationToken);
        found.RemoveRange(50, found.Count - 50);
        var topics = await rows.TopicsAsync(found.ConvertAll(row => row.Id), cancellationToken);
        json.WriteStartObject("therapists"u8);
        json.WriteStartArray("nodes"u8);
        foreach (var row in found)
        {
            json.WriteStartObject();
            Identity(json, "Therapist:"u8, row.Id);
            Opened(json, "displayName"u8, row.DisplayName, DisplayName, row.Id);
            Opened(json, "bio"u8, row.Bio, Bio, row.Id);
            Names(json, topics, row.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task AppointmentsAsync(Utf8JsonWriter json, HttpContext http)
    {
        var caller = await CallerAsync(http);
        var found = await rows.AppointmentsAsync(caller, http.RequestAborted);
        found.RemoveRange(20, found.Count - 20);
        var ids = found.ConvertAll(row => row.TherapistId).Distinct().ToList();
        var therapists = (await rows.NamesAsync(ids, http.RequestAborted)).ToDictionary(row => row.Id);
        var topics = await rows.TopicsAsync(ids, http.RequestAborted);
        json.WriteStartObject("appointments"u8);
        json.WriteStartArray("nodes"u8);
        foreach (var row in found)
        {
            json.WriteStartObject();
            Identity(json, "Appointment:"u8, row.Id);
            Instant(json, "startsAt"u8, row.StartsAt);
            json.WriteString("channel"u8, row.Channel.ToUpperInvariant());
            json.WriteStartObject("therapist"u8);
            Identity(json, "Therapist:"u8, row.TherapistId);
            Opened(json, "displayName"u8, therapists[row.TherapistId].DisplayName, DisplayName, row.TherapistId);
            Names(json, topics, row.TherapistId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task MeAsync(Utf8JsonWriter json, HttpContext http)
    {
        var caller = await CallerAsync(http);
        var (state, details) = await rows.AccountAsync(caller, http.RequestAborted);
        var sessions = await rows.SessionsAsync(caller, TimeProvider.System.GetUtcNow().UtcDateTime, http.RequestAborted);
        var plain = new byte[VaultKeys.LengthOf(details)];
        keys.Open(details, Details, caller, caller, plain);
        json.WriteStartObject("me"u8);
        Identity(json, "Account:"u8, caller);
        json.WriteString("name"u8, JsonSerializer.Deserialize<Dictionary<string, string>>(plain)!["name"]);
        json.WriteString("state"u8, state.ToUpperInvariant());
        json.WriteNumber("sessionCount"u8, sessions);
        json.WriteEndObject();
        await audit.WriteAsync(caller, http.TraceIdentifier);
    }

    private ValueTask<Guid> CallerAsync(HttpContext http) => rows.CallerAsync(http.Request.Headers.Authorization.ToString()["Bearer ".Length..], http.RequestAborted);

    private void Opened(Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[] seal, SealedPlace place, Guid id)
    {
        Span<byte> plain = stackalloc byte[VaultKeys.LengthOf(seal)];
        keys.Open(seal, place, id, id, plain);
        json.WriteString(name, plain);
    }

    private static void Names(Utf8JsonWriter json, Dictionary<Guid, List<string>> topics, Guid id)
    {
        json.WriteStartArray("specialisations"u8);
        foreach (var name in topics[id])
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Instant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime at)
    {
        Span<byte> text = stackalloc byte[32];
        at.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    private static void Identity(Utf8JsonWriter json, ReadOnlySpan<byte> type, Guid id)
    {
        Span<byte> text = stackalloc byte[type.Length + 36];
        Span<byte> encoded = stackalloc byte[96];
        type.CopyTo(text);
        id.TryFormat(text[type.Length..], out _);
        Base64Url.EncodeToUtf8(text, encoded, out _, out var length);
        json.WriteString("id"u8, encoded[..length]);
    }
}
