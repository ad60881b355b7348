using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>Under the profile of AloPal: interests are weighed first, news come after consent.</summary>
public sealed class WeighedFixture : ConsentFixture
{
    protected override string Profile => "alopal";
}

/// <summary>The service of each policy, by the first letters of its clauses.</summary>
internal static class Policies
{
    public static Task<ConsentFixture> UnderAsync(string policy) => UnderAsync(policy, Databases.Sqlite);

    public static async Task<ConsentFixture> UnderAsync(string policy, string database) => policy switch
    {
        "TH" => await ModuleFixture.OnAsync<PostedAtOnceFixture>(database),
        "CA" => await ModuleFixture.OnAsync<ConsentFixture>(database),
        "HU" => await ModuleFixture.OnAsync<ApprovalFixture>(database),
        "O7" => await ModuleFixture.OnAsync<NoticeFirstFixture>(database),
        "AP" => await ModuleFixture.OnAsync<WeighedFixture>(database),
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };

    /// <summary>The code of what closes a use of this person's data; null when it is open.</summary>
    public static async Task<string?> WhyNotAsync(this ConsentFixture consent, Caller client, string purpose, InformationClass? category = null) =>
        (await consent.Send(new DecisionOnUse(purpose, category), client)).Value.Code;

    public static async Task<ConsentPurpose[]> QuestionsAsync(this ConsentFixture consent) =>
        [.. (await consent.Send(new Application.Consents.QuestionsOfConsent())).Value.Select(q => q.Purpose)];
}

/// <summary>AloPal with one tool in one region only.</summary>
public sealed class LinkedInElsewhereFixture : ConsentFixture
{
    protected override string Profile => "alopal";

    protected override void Change(JsonObject profile) =>
        profile["consent"]!["trackers"]!["register"]!.AsArray().Single(t => (string)t!["vendor"]! == "LinkedIn conversion")!["regions"] = new JsonArray("US");
}
