using System.Globalization;
using System.Xml;

namespace Monolith.GraphQL.Types;

/// <summary>The scalars that a schema may name without declaring them. They are shared by all schemas.</summary>
public static class Scalars
{
    /// <summary>Whole numbers of 32 bits: <see cref="int"/>.</summary>
    public static ScalarType Int { get; } = new IntegerScalar("Int", int.MinValue, int.MaxValue, narrow: true) { Description = "The `Int` scalar type represents non-fractional signed whole numeric values between -(2^31) and 2^31 - 1." };

    /// <summary>Finite numbers: <see cref="double"/>.</summary>
    public static ScalarType Float { get; } = new FloatScalar { Description = "The `Float` scalar type represents signed double-precision fractional values as specified by IEEE 754." };

    /// <summary>Text: <see cref="string"/>.</summary>
    public static ScalarType String { get; } = new StringScalar("String", takesIntegers: false) { Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences." };

    /// <summary>True or false: <see cref="bool"/>.</summary>
    public static ScalarType Boolean { get; } = new BooleanScalar { Description = "The `Boolean` scalar type represents `true` or `false`." };

    /// <summary>An opaque identifier: <see cref="string"/>.</summary>
    public static ScalarType Id { get; } = new StringScalar("ID", takesIntegers: true) { Description = "The `ID` scalar type represents a unique identifier, serialized as a string and not meant to be read by people." };

    /// <summary>Whole numbers of 64 bits: <see cref="long"/>. Written as a JSON number.</summary>
    public static ScalarType Long { get; } = new IntegerScalar("Long", long.MinValue, long.MaxValue, narrow: false) { Description = "A whole number of 64 bits, as a JSON number." };

    /// <summary>A UUID in the form 8-4-4-4-12: <see cref="Guid"/>.</summary>
    public static ScalarType Uuid { get; } = Form("UUID", "A UUID, as in RFC 9562.", "UUID takes the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.", TextForms.Uuid, v => v is Guid id ? id.ToString() : null, "https://www.rfc-editor.org/rfc/rfc9562");

    /// <summary>An instant, ISO 8601 with an offset, answered in UTC: <see cref="System.DateTime"/> of kind UTC.</summary>
    public static ScalarType DateTime { get; } = Form("DateTime", "An instant in ISO 8601 form with an offset, such as `2026-03-01T09:30:00Z`; always answered in UTC.", "DateTime takes an ISO 8601 instant with an offset, such as 2026-03-01T09:30:00Z.", TextForms.Instant, TextForms.InstantText, "https://www.rfc-editor.org/rfc/rfc3339");

    /// <summary>A calendar day: <see cref="DateOnly"/>.</summary>
    public static ScalarType Date { get; } = Form("Date", "A calendar day, such as `2026-03-01`.", "Date takes a calendar day in the form yyyy-mm-dd.", TextForms.Day, v => v is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null, "https://www.rfc-editor.org/rfc/rfc3339");

    /// <summary>A time of day without a zone: <see cref="TimeOnly"/>.</summary>
    public static ScalarType LocalTime { get; } = Form("LocalTime", "A time of day without a zone, such as `09:30:00`.", "LocalTime takes a time of day in the form hh:mm or hh:mm:ss.", TextForms.ClockTime, v => v is TimeOnly time ? time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) : null);

    /// <summary>A length of time, ISO 8601 without years and months: <see cref="TimeSpan"/>.</summary>
    public static ScalarType Duration { get; } = Form("Duration", "A length of time in ISO 8601 form without years and months, such as `PT50M`.", "Duration takes an ISO 8601 duration without years and months, such as PT50M.", TextForms.Duration, v => v is TimeSpan span ? XmlConvert.ToString(span) : null);

    /// <summary>An e-mail address of at most 254 characters: <see cref="string"/>.</summary>
    public static ScalarType EmailAddress { get; } = Form("EmailAddress", "An e-mail address.", "EmailAddress takes an address such as name@example.org of at most 254 characters.", TextForms.Email, v => v as string, "https://www.rfc-editor.org/rfc/rfc5321");

    /// <summary>A telephone number in E.164 form: <see cref="string"/>.</summary>
    public static ScalarType PhoneNumber { get; } = Form("PhoneNumber", "A telephone number in E.164 form, such as `+919876543210`.", "PhoneNumber takes a plus sign and 7 to 15 digits (E.164).", TextForms.Phone, v => v as string, "https://www.itu.int/rec/T-REC-E.164");

    /// <summary>A currency code of ISO 4217: <see cref="string"/>.</summary>
    public static ScalarType Currency { get; } = Form("Currency", "A currency code of ISO 4217, such as `INR`.", "Currency takes a code of ISO 4217, such as INR.", TextForms.Currency, v => v as string, "https://www.iso.org/iso-4217-currency-codes.html");

    /// <summary>Bytes in base64 (RFC 4648, section 4): <c>byte[]</c>.</summary>
    public static ScalarType Base64String { get; } = Form("Base64String", "Bytes in base64 with padding.", "Base64String takes base64 with padding and without white space.", TextForms.Bytes, v => v is byte[] bytes ? Convert.ToBase64String(bytes) : null, "https://www.rfc-editor.org/rfc/rfc4648#section-4");

    /// <summary>Any JSON value.</summary>
    public static ScalarType Json { get; } = new AnyScalar("JSON") { Description = "Any JSON value.", SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259" };

    /// <summary>Any JSON value.</summary>
    public static ScalarType Any { get; } = new AnyScalar("Any") { Description = "Any value." };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScalarType> All { get; } =
        [Int, Float, String, Boolean, Id, Long, Uuid, DateTime, Date, LocalTime, Duration, EmailAddress, PhoneNumber, Currency, Base64String, Json, Any];

    /// <summary>The scalar of a name, or null.</summary>
    public static ScalarType? Find(string name)
    {
        foreach (var scalar in All)
        {
            if (scalar.Name == name)
            {
                return scalar;
            }
        }

        return null;
    }

    /// <summary>Whether a name is one of the five scalars of the specification.</summary>
    public static bool IsSpecified(string name) => name is "Int" or "Float" or "String" or "Boolean" or "ID";

    private static FormattedScalar Form(string name, string description, string rule, Func<string, object?> parse, Func<object, string?> print, string? url = null)
        => new(name, rule, parse, print) { Description = description, SpecifiedByUrl = url };
}
