using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Relay;

/// <summary>What a cursor belongs to, as 32 bytes: the field, the caller, and the arguments apart from those of paging.</summary>
internal static class CursorScope
{
    public static byte[] Digest(string field, string? viewer, OutputField definition, ArgumentValues arguments)
    {
        var text = new StringBuilder(128);
        Add(text, field);
        Add(text, viewer ?? "");
        for (var i = 0; i < definition.Arguments.Count; i++)
        {
            if (definition.Arguments[i].Name is not ("first" or "last" or "after" or "before") && arguments.Has(i))
            {
                text.Append(definition.Arguments[i].Name).Append('=');
                Add(text, arguments.Raw(i));
            }
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Add(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null;");
                break;
            case string words:
                text.Append(CultureInfo.InvariantCulture, $"{words.Length}:").Append(words).Append(';');
                break;
            case ArgumentValues fields:
                text.Append('{');
                foreach (var (name, inner) in fields.ToDictionary())
                {
                    text.Append(name).Append('=');
                    Add(text, inner);
                }

                text.Append("};");
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Add(text, item);
                }

                text.Append("];");
                break;
            case IFormattable simple:
                Add(text, simple.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                Add(text, JsonSerializer.Serialize(value, value.GetType()));
                break;
        }
    }
}
