using System.Text;
using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Host.Profiles;
using Monolith.Testing;

namespace Monolith.Host.Tests.Profiles;

public sealed class BrokenProfileTests
{
    /// <summary>Profile, path of the value, JSON to put there (null = take it away), the one line that must come back.</summary>
    public static TheoryData<string, string, string?, string> Broken => BrokenProfiles.All;

    /// <summary>The same, where more than one line comes back.</summary>
    public static TheoryData<string, string, string?, string> BrokenTwice => BrokenProfiles.Twice;

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_profile_is_refused_with_file_path_and_rule(string key, string path, string? json, string line) =>
        Assert.Equal([$"profiles/{key}.json: {line}"], LinesOf(key, Changed(key, path, json)));

    [Theory]
    [MemberData(nameof(BrokenTwice))]
    public void Each_rule_that_a_change_breaks_has_its_line(string key, string path, string? json, string line)
    {
        var lines = LinesOf(key, Changed(key, path, json));

        Assert.True(lines.Length > 1);
        Assert.Contains($"profiles/{key}.json: {line}", lines);
    }

    [Fact]
    public void All_faults_of_all_sections_come_at_once()
    {
        var json = Changed("calmally", "accounts.age.minimum", "130");
        json = Changed(json, "therapy.notes", "\"yes\"");
        json = Changed(json, "grievance.rights.respondWithin", null);

        Assert.Equal(
            [
                "profiles/calmally.json: accounts.age.minimum: must be between 0 and 120",
                "profiles/calmally.json: therapy.notes: must be true or false",
                "profiles/calmally.json: grievance.rights.respondWithin: is missing",
            ],
            LinesOf("calmally", json));
    }

    [Fact]
    public void A_key_that_is_written_twice_is_refused()
    {
        var text = Text("calmally").Replace("\"notes\": true,", "\"notes\": true, \"notes\": false,", StringComparison.Ordinal);

        Assert.Equal(["profiles/calmally.json: therapy.notes: is written twice"], LinesOf("calmally", text));
    }

    [Fact]
    public void A_section_that_is_written_twice_is_refused()
    {
        var text = Text("calmally").Replace("  \"matching\": {\n    \"provider\"", "  \"billing\": {},\n  \"matching\": {\n    \"provider\"", StringComparison.Ordinal);

        Assert.Contains("profiles/calmally.json: billing: is written twice", LinesOf("calmally", text));
    }

    [Theory]
    [InlineData("{ \"platform\": ", "is not JSON (line 1, byte 15)")]
    [InlineData("{} {}", "is not JSON (line 1, byte 4)")]
    [InlineData("[]", "must be one JSON object")]
    [InlineData("", "is not JSON (line 1, byte 1)")]
    public void A_file_that_is_not_one_object_is_refused(string text, string line) =>
        Assert.StartsWith($"profiles/x.json: {line}", LinesOf("x", text)[0], StringComparison.Ordinal);

    [Fact]
    public void A_profile_under_another_file_name_is_refused() =>
        Assert.Equal(
            ["profiles/other.json: platform.profile: must be the file's name, other"],
            Refused(() => ProfileFiles.Read("profiles/other.json", "other", Encoding.UTF8.GetBytes(Text("calmally")))));

    [Fact]
    [Clause("CA-11.1")]
    public void Without_a_grievance_officer_the_profile_of_CalmAlly_is_refused() =>
        Assert.Equal(
            ["profiles/calmally.json: grievance.grievance.officer: must be given when grievance.acknowledgeWithin is"],
            LinesOf("calmally", Changed("calmally", "grievance.grievance.officer", "null")));

    [Fact]
    [Clause("O7-5.3")]
    public void A_usage_period_that_is_not_shorter_than_the_personal_one_is_refused() =>
        Assert.Equal(
            ["profiles/o7therapy.json: accounts.retention.usage: must be shorter than retention.personal"],
            LinesOf("o7therapy", Changed(Changed("o7therapy", "accounts.retention.usage", "\"P3Y\""), "accounts.retention.personal", "\"P3Y\"")));

    private static string Text(string key) => File.ReadAllText(ProfileFiles.Find(key)!);

    private static string Changed(string keyOrText, string path, string? json)
    {
        var root = JsonNode.Parse(keyOrText.StartsWith('{') ? keyOrText : Text(keyOrText))!.AsObject();
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate((JsonNode)root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        if (json is null)
        {
            Assert.True(parent.AsObject().Remove(steps[^1]), $"There is no {path} to take away.");
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    private static string[] LinesOf(string key, string text) => Refused(() => ProfileFiles.Read($"profiles/{key}.json", key, Encoding.UTF8.GetBytes(text)));

    private static string[] Refused(Func<PolicyProfile> read) => Assert.Throws<ProfileRefusedException>(read).Message.Split('\n');
}
