using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Types;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("Int", "2147483647", "2147483647")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Float", "3", "3")]
    [InlineData("Float", "0.1", "0.1")]
    [InlineData("ID", "17", "\"17\"")]
    [InlineData("String", "\"a\\\"\\n\\u0001é😀\"", "\"a\\\"\\n\\u0001é😀\"")]
    [InlineData("UUID", "\"3F2504E0-4F89-41D3-9A0C-0305E82C3301\"", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"")]
    [InlineData("DateTime", "\"2026-03-01T09:30:00+05:30\"", "\"2026-03-01T04:00:00Z\"")]
    [InlineData("DateTime", "\"2026-03-01T09:30:00.125Z\"", "\"2026-03-01T09:30:00.125Z\"")]
    [InlineData("Date", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("LocalTime", "\"09:30\"", "\"09:30:00\"")]
    [InlineData("Duration", "\"PT50M\"", "\"PT50M\"")]
    [InlineData("EmailAddress", "\"a.b+c@example.org\"", "\"a.b+c@example.org\"")]
    [InlineData("PhoneNumber", "\"+919876543210\"", "\"+919876543210\"")]
    [InlineData("Currency", "\"INR\"", "\"INR\"")]
    [InlineData("Base64String", "\"AAEC\"", "\"AAEC\"")]
    [InlineData("JSON", "{\"a\":[1,null,{\"b\":1.5}]}", "{\"a\":[1,null,{\"b\":1.5}]}")]
    public void What_is_given_as_json_comes_back_in_the_scalars_one_form(string scalar, string given, string expected)
    {
        using var json = JsonDocument.Parse(given);
        using var writer = new ResultWriter();

        Assert.True(Scalars.Find(scalar)!.TryParseJson(json.RootElement, out var value, out _));
        Assert.True(Scalars.Find(scalar)!.TryWrite(value!, writer));
        Assert.Equal(expected, Encoding.UTF8.GetString(writer.Written.Span));
    }

    [Theory]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "1.5")]
    [InlineData("Int", "\"1\"")]
    [InlineData("Int", "true")]
    [InlineData("Long", "9223372036854775808")]
    [InlineData("Float", "1e999")]
    [InlineData("Float", "\"1\"")]
    [InlineData("String", "1")]
    [InlineData("Boolean", "1")]
    [InlineData("Boolean", "\"true\"")]
    [InlineData("ID", "1.5")]
    [InlineData("ID", "true")]
    [InlineData("UUID", "\"3f2504e04f8941d39a0c0305e82c3301\"")]
    [InlineData("DateTime", "\"2026-03-01T09:30:00\"")]
    [InlineData("DateTime", "\"2026-03-01\"")]
    [InlineData("DateTime", "\"2026-02-29T00:00:00Z\"")]
    [InlineData("DateTime", "1767225600")]
    [InlineData("Date", "\"2026-02-29\"")]
    [InlineData("Date", "\"01.02.2026\"")]
    [InlineData("LocalTime", "\"24:00\"")]
    [InlineData("Duration", "\"P1M\"")]
    [InlineData("Duration", "\"50\"")]
    [InlineData("EmailAddress", "\"a@b\"")]
    [InlineData("EmailAddress", "\"a b@example.org\"")]
    [InlineData("EmailAddress", "\"a@exam\\nple.org\"")]
    [InlineData("PhoneNumber", "\"9876543210\"")]
    [InlineData("PhoneNumber", "\"+0123456789\"")]
    [InlineData("Currency", "\"inr\"")]
    [InlineData("Currency", "\"XYZ\"")]
    [InlineData("Base64String", "\"AAE\"")]
    public void What_breaks_the_rule_is_refused_with_the_rule_and_without_the_value(string scalar, string given)
    {
        using var other = JsonDocument.Parse("{}");
        using var json = JsonDocument.Parse(given);

        Assert.False(Scalars.Find(scalar)!.TryParseJson(json.RootElement, out _, out var fault));
        Assert.False(Scalars.Find(scalar)!.TryParseJson(other.RootElement, out _, out var faultOfAnother));
        Assert.StartsWith(scalar, fault, StringComparison.Ordinal);
        Assert.Equal(faultOfAnother, fault);
    }

    [Theory]
    [InlineData("Int", "1", true)]
    [InlineData("Int", "1.0", false)]
    [InlineData("Int", "99999999999999999999999999", false)]
    [InlineData("Float", "1", true)]
    [InlineData("ID", "1", true)]
    [InlineData("String", "1", false)]
    [InlineData("String", "ENUM", false)]
    [InlineData("UUID", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"", true)]
    [InlineData("JSON", "{a: [1, X]}", true)]
    public void Literals_follow_the_same_rules(string scalar, string literal, bool fits) =>
        Assert.Equal(fits, Scalars.Find(scalar)!.TryParseLiteral(Utf8GraphQLParser.ParseValue(literal), out _, out _));

    [Fact]
    public void A_writer_goes_back_to_its_mark()
    {
        using var writer = new ResultWriter(1);
        writer.StartArray();
        writer.WriteNumber(1);
        var mark = writer.Here();
        writer.StartObject();
        writer.PropertyName(new string('x', 9000));
        writer.Rewind(mark);
        writer.WriteNull();
        writer.EndArray();

        Assert.Equal("[1,null]", Encoding.UTF8.GetString(writer.Written.Span));
    }
}
