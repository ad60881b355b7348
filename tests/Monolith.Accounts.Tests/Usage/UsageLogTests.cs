using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Usage;

public sealed class UsageLogTests
{
    private const string Computer = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private const string Telephone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

    [Fact]
    [Clause("TH-7")]
    public async Task Under_onetoonehelp_a_visit_leaves_address_browser_and_page_and_nothing_else()
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        AccountsModule.NoteUse(own.Services, null, "PolicyPage", "203.0.113.7", Computer, "https://site.example/", "ko");

        var entry = Assert.Single(await Log(own, null));

        Assert.Equal([("browser", "Chrome"), ("ip", "203.0.113.7"), ("page", "PolicyPage")], Facts(entry));
        Assert.Equal(DataClass.Usage, entry.DataClass);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new UsageLogOf()));
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("CA-2.11")]
    [Clause("CA-2.12")]
    [Clause("CA-2.13")]
    [Clause("CA-8.4")]
    public async Task Under_calmally_operation_device_and_address_are_kept_for_two_years_and_then_gone(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var client = await own.ASignedInClient();
        AccountsModule.NoteUse(own.Services, client.AccountId, "MySlots", "203.0.113.7", Computer, null, null);

        var entry = Assert.Single(await Log(own, client.AccountId));

        Assert.Equal([("device", "Chrome on Windows"), ("ip", "203.0.113.7"), ("log", "MySlots")], Facts(entry));
        Assert.Equal((own.Clock.GetUtcNow().UtcDateTime, DataClass.Usage), (entry.OccurredAt, entry.DataClass));
        own.Clock.Set(entry.OccurredAt.AddYears(2).AddSeconds(-1));
        Assert.Single(await Log(own, client.AccountId));
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await Log(own, client.AccountId));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_use_by_somebody_who_is_gone_when_it_is_written_leaves_nothing(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var gone = Guid.CreateVersion7();
        AccountsModule.NoteUse(own.Services, gone, "MySlots", "203.0.113.7", Computer, null, null);

        Assert.Empty(await Log(own, gone));
    }

    [Fact]
    [Clause("HU-26")]
    [Clause("HU-28")]
    [Clause("HU-27")]
    [Clause("HU-29")]
    public async Task Under_helpu_location_and_diagnostics_come_from_the_front_end_and_stand_under_the_account()
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(Databases.Sqlite);
        var client = await own.ACustomer(own.FreshEmail());
        FieldValue[] facts = [new("location", "Pune"), new("diagnostics", "driver 7 failed")];
        Assert.Equal("timeSpent", Assert.IsType<FieldNotCollected>((await own.Send(new RecordUsage("support", [new("timeSpent", "9")]), client)).Refusal).Field);
        Assert.Equal("ip", Assert.IsType<FieldNotCollected>((await own.Send(new RecordUsage("support", [new("ip", "1.1.1.1")]), client)).Refusal).Field);
        Assert.IsType<FieldRequired>((await own.Send(new RecordUsage("", null), client)).Refusal);

        Assert.Null((await own.Send(new RecordUsage("support", facts), client)).Refusal);
        AccountsModule.NoteUse(own.Services, client.AccountId, "Sessions", "203.0.113.7", Computer, null, "ko");

        var entries = await Log(own, client.AccountId);
        Assert.Contains(entries, e => e.Facts.Contains(new FieldValueView("location", "Pune", FactOrigin.Told)) && e.Facts.Contains(new FieldValueView("diagnostics", "driver 7 failed", FactOrigin.Told)));
        Assert.Contains(entries, e => e.Facts.Contains(new FieldValueView("ip", "203.0.113.7", FactOrigin.Told)) && e.Facts.Contains(new FieldValueView("language", "ko", FactOrigin.Told)));
        Assert.All(entries, e => Assert.Equal(DataClass.Usage, e.DataClass));
        Assert.Contains(new CollectedFieldView("language", "ko"), (await own.Send(new Me(), client)).Value.Fields!);
        await own.Send(new UpdateProfile(null, null, null, null, [new("language", "en")]), client);
        AccountsModule.NoteUse(own.Services, client.AccountId, "Sessions", null, null, null, "ko;q=0.9, en");
        await own.RunJobs();
        Assert.Contains(new CollectedFieldView("language", "en"), (await own.Send(new Me(), client)).Value.Fields!);
    }

    [Fact]
    [Clause("O7-1.7")]
    [Clause("O7-1.9")]
    [Clause("O7-1.10")]
    [Clause("O7-1.11")]
    public async Task Under_o7therapy_a_visit_leaves_the_facts_of_the_profile_and_a_telephone_says_what_it_is()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var client = await own.Lark(own.FreshEmail());
        AccountsModule.NoteUse(own.Services, client.AccountId, "Chat", "203.0.113.7", Computer, "https://site.example/", "ar");
        AccountsModule.NoteUse(own.Services, client.AccountId, "Chat", "203.0.113.7", Telephone, null, null);
        await own.Send(new RecordUsage("chat", [new("timeSpent", "40"), new("deviceId", "d-1"), new("diagnostics", "none")]), client);

        var entries = await Log(own, client.AccountId);

        var names = entries.SelectMany(e => e.Facts.Select(f => f.Name)).Distinct().Order();
        Assert.Equal(["browser", "browserVersion", "deviceId", "diagnostics", "ip", "mobileBrowser", "mobileOs", "mobileType", "page", "time", "timeSpent"], names);
        Assert.Contains(entries, e => Facts(e).Contains(("browserVersion", "126")));
        Assert.Contains(entries, e => Facts(e).Contains(("mobileType", "iPhone")) && Facts(e).Contains(("mobileOs", "iOS")) && Facts(e).Contains(("mobileBrowser", "Safari")));
        Assert.Contains((await own.Send(new Holdings(null), client)).Value, h => h is { Kind: "usage log", DataClass: DataClass.Usage, Count: 3 });
    }

    [Fact]
    [Clause("O7-5.2")]
    [Clause("O7-5.4")]
    public async Task Under_o7therapy_a_refused_sign_in_outlives_an_ordinary_visit()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var client = await own.Lark(email);
        AccountsModule.NoteUse(own.Services, client.AccountId, "Chat", "203.0.113.7", Computer, null, null);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, "wrong", null))).Refusal);
        Assert.Equal([UsageKind.Security, UsageKind.Visit], (await Log(own, client.AccountId)).Select(e => e.Kind).Order().Reverse());

        own.Clock.Advance(TimeSpan.FromDays(367));

        Assert.Equal("signInRefused", Assert.Single(await Log(own, client.AccountId)).Area);
        own.Clock.Advance(TimeSpan.FromDays(3 * 366));
        Assert.Empty(await Log(own, client.AccountId));
    }

    [Fact]
    [Clause("AP-20")]
    [Clause("AP-27")]
    [Clause("AP-28")]
    [Clause("AP-29")]
    [Clause("AP-70")]
    public async Task Under_alopal_pages_stand_in_their_order_with_times_links_and_where_one_came_from()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var member = await own.AMember(own.FreshEmail());
        foreach (var page in (string[])["home", "forum", "course"])
        {
            own.Clock.Advance(TimeSpan.FromSeconds(20));
            await own.Send(new RecordUsage(page, [new("timeSpent", "20"), new("linksClicked", "next")]), member);
        }

        AccountsModule.NoteUse(own.Services, member.AccountId, "Courses", "203.0.113.7", Computer, "https://search.example/?q=pal", null);

        var entries = await Log(own, member.AccountId);
        Assert.Equal(["course", "forum", "home"], entries.Where(e => e.Area != "Courses").Select(e => e.Area));
        Assert.All(entries.Where(e => e.Area != "Courses"), e => Assert.Superset(new HashSet<string> { "timeSpent", "linksClicked", "times", "pageOrder" }, e.Facts.Select(f => f.Name).ToHashSet()));
        var call = Facts(entries.Single(e => e.Area == "Courses"));
        Assert.Superset(
            new HashSet<(string, string)> { ("ip", "203.0.113.7"), ("browser", "Chrome"), ("os", "Windows"), ("referrer", "https://search.example/?q=pal"), ("actions", "Courses") },
            call.ToHashSet());
    }

    [Fact]
    [Clause("AP-43")]
    public async Task Refused_sign_ins_are_listed_to_those_who_keep_the_service_safe()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var member = await own.AMember(email);
        await own.Send(new SignIn(email, "wrong", null));
        await own.Send(new SignIn("nobody@example.org", "wrong", null));
        await own.RunJobs();
        var administrator = own.As(Role.Administrator);

        Assert.Equal("signInRefused", Assert.Single((await own.Send(new UsageLogOf(member.AccountId, UsageKind.Security), administrator)).Value).Area);
        Assert.Single((await own.Send(new UsageLogOf(null, UsageKind.Security), administrator)).Value);
        Assert.IsType<NeedToKnow>((await own.Send(new UsageLogOf(member.AccountId), own.As(Role.Marketing))).Refusal);
        Assert.Single((await own.Send(new UsageLogOf(null, UsageKind.Security), member)).Value);
    }

    [Fact]
    public async Task A_flood_is_thinned_and_an_erased_person_leaves_no_entry()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        for (var i = 0; i < UsageLog.MostWaiting + 7; i++)
        {
            AccountsModule.NoteUse(own.Services, client.AccountId, "Me", null, null, null, null);
        }

        var log = (UsageLog)own.Services.GetService(typeof(UsageLog))!;
        Assert.True(log.LeftOut is 7 or 8, $"{log.LeftOut} left out");
        Assert.NotEmpty(await Log(own, client.AccountId));
        AccountsModule.NoteUse(own.Services, client.AccountId, "Me", null, null, null, null);
        await own.Tell(new Grievance.Contracts.Events.ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        Assert.Empty(await Log(own, client.AccountId));
    }

    private static List<(string Name, string Value)> Facts(UsageEntryView entry) => [.. entry.Facts.Select(f => (f.Name, f.Value))];

    private static async Task<UsageEntryView[]> Log(AccountsFixture own, Guid? account)
    {
        await own.RunJobs();
        return (await own.Send(new UsageLogOf(account), own.As(Role.Administrator))).Value;
    }
}
