using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Monolith.Host.Http;

/// <summary>One JSON object a line. Of an exception the types and the stack, never the message: messages quote values.</summary>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, null));
            if (logEntry.Exception is { } exception)
            {
                WriteException(json, exception);
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartArray("exceptions");
        for (var e = exception; e is not null; e = e.InnerException)
        {
            json.WriteStringValue(e.GetType().FullName);
        }

        json.WriteEndArray();
        json.WriteString("stack", exception.StackTrace);
    }
}
