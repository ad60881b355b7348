using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Transport;

namespace Monolith.Benchmarks.Raw;

/// <summary>The two servers that are compared: the library, and the same statements and JSON written by hand.</summary>
internal static class RawServers
{
    public static async Task GraphQLAsync(string url, string database)
    {
        await using var store = RawStore.Open(database);
        var builder = Builder(url);
        builder.Services.AddGraphQLServer(_ => RawSchema.Build(store));
        await using var app = builder.Build();
        app.MapGraphQL();
        await app.RunAsync();
    }

    public static async Task BareAsync(string url, string database)
    {
        await using var store = RawStore.Open(database);
        var bare = new BareHandler(store);
        var builder = Builder(url);
        await using var app = builder.Build();
        app.Run(bare.AnswerAsync);
        await app.RunAsync();
    }

    private static WebApplicationBuilder Builder(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        return builder;
    }
}

/// <summary>Answers <c>/Q1</c> to <c>/Q6</c> as somebody would who wrote only these: no document is read, ids stand in the address, JSON goes straight to a buffer.</summary>
internal sealed class BareHandler(RawStore store)
{
    private static readonly byte[] Typename = "{\"data\":{\"__typename\":\"Query\"}}"u8.ToArray();
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ConcurrentBag<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> _idle = [];

    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        if (http.Request.Path == "/Q1")
        {
            http.Response.ContentLength = Typename.Length;
            await http.Response.Body.WriteAsync(Typename, http.RequestAborted);
            return;
        }

        if (!_idle.TryTake(out var pair))
        {
            var buffer = new ArrayBufferWriter<byte>(64 * 1024);
            pair = (buffer, new Utf8JsonWriter(buffer, Options));
        }

        var json = pair.Json;
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        await (http.Request.Path.Value switch
        {
            "/Q2" => OneAsync(json, Id(http), http.RequestAborted),
            "/Q3" => PageAsync(json, http.RequestAborted),
            "/Q4" => ClientAsync(json, Id(http), http.RequestAborted),
            "/Q5" => InsertAsync(json, http),
            _ => ManyAsync(json, http.RequestAborted),
        });
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        http.Response.ContentLength = pair.Buffer.WrittenCount;
        await http.Response.Body.WriteAsync(pair.Buffer.WrittenMemory, http.RequestAborted);
        pair.Buffer.ResetWrittenCount();
        json.Reset(pair.Buffer);
        _idle.Add(pair);
    }

    private static long Id(HttpContext http) => long.Parse(http.Request.QueryString.Value!.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture);

    private async Task OneAsync(Utf8JsonWriter json, long id, CancellationToken cancellationToken)
    {
        var therapist = (await store.TherapistAsync(id, cancellationToken))!;
        json.WriteStartObject("therapist"u8);
        Identity(json, therapist.Id);
        json.WriteString("name"u8, therapist.Name);
        json.WriteString("bio"u8, therapist.Bio);
        json.WriteString("city"u8, therapist.City);
        json.WriteNumber("rate"u8, therapist.Rate);
        json.WriteBoolean("verified"u8, therapist.Verified);
        json.WriteEndObject();
    }

    private async Task PageAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        List<(long Id, string Name, string Bio)> rows = new(50);
        List<long> ids = new(50);
        await foreach (var one in store.PageAsync(100, 50, cancellationToken))
        {
            rows.Add((one.Long(0), one.String(1), one.String(2)));
            ids.Add(one.Long(0));
        }

        var names = await store.SpecialisationsAsync(ids, cancellationToken);
        json.WriteStartArray("therapists"u8);
        for (var i = 0; i < ids.Count; i++)
        {
            json.WriteStartObject();
            Identity(json, rows[i].Id);
            json.WriteString("name"u8, rows[i].Name);
            json.WriteString("bio"u8, rows[i].Bio);
            json.WriteStartArray("specialisations"u8);
            Names(json, names[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task ClientAsync(Utf8JsonWriter json, long id, CancellationToken cancellationToken)
    {
        var nickname = (await store.ClientAsync(id, cancellationToken))!;
        var appointments = await store.AppointmentsAsync(id, 20, cancellationToken);
        var ids = new long[appointments.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = appointments[i].TherapistId;
        }

        var names = await store.NamesAsync(ids, cancellationToken);
        var topics = await store.SpecialisationsAsync(ids, cancellationToken);
        json.WriteStartObject("client"u8);
        Identity(json, id);
        json.WriteString("nickname"u8, nickname);
        json.WriteStartArray("appointments"u8);
        for (var i = 0; i < ids.Length; i++)
        {
            json.WriteStartObject();
            Identity(json, appointments[i].Id);
            json.WriteString("startsAt"u8, appointments[i].StartsAt);
            json.WriteNumber("minutes"u8, appointments[i].Minutes);
            json.WriteStartObject("therapist"u8);
            Identity(json, ids[i]);
            json.WriteString("name"u8, names[ids[i]]);
            json.WriteStartArray("specialisations"u8);
            Names(json, topics[i]);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task ManyAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        json.WriteStartArray("entries"u8);
        await foreach (var one in store.ManyAsync(100, 1000, cancellationToken))
        {
            json.WriteStartObject();
            Identity(json, one.Long(0));
            json.WritePropertyName("name"u8);
            one.Text(1, json);
            json.WritePropertyName("city"u8);
            one.Text(2, json);
            json.WriteNumber("rate"u8, one.Long(3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task InsertAsync(Utf8JsonWriter json, HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        var id = await store.InsertAsync(body.RootElement.GetProperty("clientId"u8).GetInt64(), body.RootElement.GetProperty("text"u8).GetString()!, http.RequestAborted);
        json.WriteStartObject("sendMessage"u8);
        Identity(json, id);
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, List<string> names)
    {
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }
    }

    private static void Identity(Utf8JsonWriter json, long id)
    {
        Span<byte> text = stackalloc byte[20];
        id.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        json.WriteString("id"u8, text[..length]);
    }
}
