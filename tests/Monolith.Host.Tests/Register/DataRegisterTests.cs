using System.Text;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Register;

/// <summary>Every column of every module is in the module's data register, and the register says nothing that is not there (HU-5, R69).</summary>
public sealed class DataRegisterTests
{
    private const string Head = "table,column,kind,fields,why";

    [Fact, Clause("HU-5")]
    public async Task Every_column_of_every_module_stands_in_its_register_with_where_it_is_shown_or_why_not()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite);
        var columns = await StoredColumns.OfAsync(stage.Services);
        Assert.True(columns.Count > 300, $"Only {columns.Count} columns were looked at.");
        List<string> faults = [];
        foreach (var module in columns.GroupBy(c => c.Module))
        {
            faults.AddRange(Judge(module.Key.Name, [.. module], [.. DataRegister.Of(module.Key)]));
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults; RENEW=1 adds and removes lines, what they say is yours:\n{string.Join('\n', faults)}");
    }

    [Fact]
    public async Task The_tables_with_sealed_columns_are_those_of_the_page_with_their_classes()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite);
        var stored = (await StoredColumns.OfAsync(stage.Services)).Where(c => c.SealedAs is not null)
            .GroupBy(c => $"{c.Module.Name}.{c.Table}").ToDictionary(g => g.Key, g => string.Join(", ", g.Select(c => c.SealedAs!.Value.ToString()).Distinct().Order()));
        Assert.True(stored.Count > 20, $"Only {stored.Count} tables were looked at.");

        var listed = Page().SelectMany(row => row[0].Split(", ").Select(table => (Table: table.Trim('`'), Class: row[2]))).ToDictionary(r => r.Table, r => r.Class);

        Assert.Equal(stored.OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}"), listed.OrderBy(t => t.Key).Select(t => $"{t.Key} {t.Value}"));
    }

    [Theory, Clause("HU-5")]
    [InlineData("helpu")]
    [InlineData("calmally")]
    public async Task No_field_is_held_of_a_client_that_the_published_register_does_not_name(string profile)
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });
        var client = profile == "helpu" ? await HelpedAsync(stage.Cast) : await ServedAsync(stage.Cast);
        await stage.Cast.RunJobsAsync();

        var held = (await stage.Cast.AskAsync(client, "{ dataHoldings { kind fields { name } } }")).Done().All("dataHoldings")
            .SelectMany(h => h["fields"]!.AsArray().Select(f => (Kind: ((string)h["kind"]!).Split(':')[0], Field: (string)f!["name"]!))).ToList();
        var register = (await stage.Cast.AskAsync(null, "{ policyProfile { dataRegister { kind field } } }")).Done().All("policyProfile.dataRegister")
            .Select(e => (Kind: (string)e["kind"]!, Field: (string)e["field"]!)).ToHashSet();

        Assert.True(held.Count > 20 && held.Select(h => h.Kind).Distinct().Count() > 4, $"Only {held.Count} fields were looked at.");
        Assert.DoesNotContain(held, h => !register.Contains(h));
    }

    private static IEnumerable<string> Judge(string module, List<StoredColumn> stored, List<RegisteredColumn> register)
    {
        var nobody = register.Where(r => r.Column == "*").Select(r => r.Table).ToHashSet();
        var owed = stored.Where(c => !nobody.Contains(c.Table)).ToList();
        var missing = owed.Where(c => !register.Exists(r => (r.Table, r.Column) == (c.Table, c.Column))).ToList();
        var stale = register.Where(r => r.Column == "*" ? !stored.Exists(c => c.Table == r.Table) : !owed.Exists(c => (c.Table, c.Column) == (r.Table, r.Column))).ToList();
        if (Environment.GetEnvironmentVariable("RENEW") == "1")
        {
            Renew(module, [.. register.Except(stale), .. missing.Select(c => new RegisteredColumn(c.Table, c.Column, "", c.Parts, ""))]);
        }

        return
        [
            .. missing.Select(c => $"{module}.{c.Table}.{c.Column} has no line"),
            .. stale.Select(r => $"{module}.{r.Table}.{r.Column} is no column"),
            .. register.Where(r => r.Why.Length == 0).Select(r => $"{module}.{r.Table}.{r.Column} does not say what for, or why it is not shown"),
            .. register.Where(r => nobody.Contains(r.Table) && stored.Exists(c => c.Table == r.Table && c.SealedAs is not null)).Select(r => $"{module}.{r.Table} is sealed and so about somebody"),
            .. from line in register
               where line.Kind.Length > 0
               let column = owed.Find(c => (c.Table, c.Column) == (line.Table, line.Column))
               where column is { Parts.Count: > 0 } && !column.Parts.ToHashSet().SetEquals(line.Fields)
               select $"{module}.{line.Table}.{line.Column} holds {string.Join('|', column.Parts)}",
        ];
    }

    private static void Renew(string module, List<RegisteredColumn> lines)
    {
        var name = char.ToUpperInvariant(module[0]) + module[1..];
        var text = new StringBuilder(Head).Append('\n');
        foreach (var r in lines.OrderBy(r => r.Table, StringComparer.Ordinal))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{r.Table},{r.Column},{r.Kind},{string.Join('|', r.Fields)},{r.Why}\n");
        }

        File.WriteAllText(Repository.PathOf("src", "Modules", name, $"Monolith.{name}", "Infrastructure", "data-register.csv"), text.ToString());
    }

    private static IEnumerable<string[]> Page() => File.ReadLines(Repository.PathOf("docs", "data.md"))
        .SkipWhile(line => line != "## Tables with sealed columns").SkipWhile(line => !line.StartsWith("|--", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static async Task<Person> HelpedAsync(Cast cast)
    {
        var person = await SourceJourneyTests.HelpedAsync(cast);
        (await cast.DoAsync(person, new("sendEnquiry", new { text = "My screen is black.", phone = "+15550100" }, "caseReceipt { id }"))).Done();
        (await cast.DoAsync(person, new("optOutOfUse", new { purpose = "MARKETING" }, "consentRecord { event }"))).Done();
        (await cast.DoAsync(person, new("updateProfile", new { fields = new[] { new { name = "language", value = "en" } } }, "account { id }"))).Done();
        var said = new { accountId = person.Id, kind = "EMPLOYER", source = "Acme", basis = "CONTRACT", fields = new[] { new { name = "jobTitle", value = "Clerk" } } };
        (await cast.DoAsync(cast.Administrator, new("importThirdPartyData", said, "thirdPartyRecord { id }"))).Done();
        return person;
    }

    private static async Task<Person> ServedAsync(Cast cast)
    {
        var care = await Care.BeginAsync(cast, "register");
        await care.BookAsync((await care.SlotsAsync()).First());
        (await cast.DoAsync(care.Client, new("setEmergencyContact", new { name = "Meera", phone = "+919000000009", relation = "sister" }, "account { id }"))).Done();
        (await cast.DoAsync(care.Client, new("fileGrievance", new { text = "Late." }, "grievance { id }"))).Done();
        return care.Client;
    }
}
