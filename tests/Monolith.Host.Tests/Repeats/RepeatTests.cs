using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Repeats;

public sealed class RepeatTests(Stages stages) : IClassFixture<Stages>
{
    private const int AtOnce = 5;

    private static readonly Dictionary<string, Func<Cast, Task<Repeat>>> Known =
        new(RepeatsOfPeople.All.Concat(RepeatsOfUses.All).Concat(RepeatsOfCare.All).Concat(RepeatsOfCases.All).Concat(RepeatsOfSharing.All).Concat(RepeatsOfActs.All).Concat(RepeatsOfMessages.All));

    // Answers to a change of policy need settings of their own and are repeated in PolicyChangeTests, subpoenas in ConfidentialityTests, resources in
    // OutsideLinkTests, consents by hashtag in SocialConsentTests, links with partners in PartnerSignInTests. Restriction and new uses are not there under
    // calmally, nor are organisations, offerings, parents' consents, imports, shared counts and push messages; a security concern ends the session that a
    // repeat would need.
    private static readonly string[] LeftOut =
    [
        "appointOrganisationRepresentative", "approvePolicyChange", "changeOffering", "checkParentalConsent", "contestSubpoena",
        "declinePolicyChange", "endOrganisationMembership", "endSocialConsent", "enrolInOffering", "importThirdPartyData", "issueEmployeeCodes",
        "leaveOffering", "liftRestriction", "linkPartner", "proposeNewUse", "publishOffering", "publishResource", "recordSocialConsent",
        "recordSubpoena", "registerOrganisation", "registerPushDevice", "reportSecurityConcern", "shareAggregateReport", "unlinkPartner",
        "withdrawResource",
    ];

    [Fact]
    public void Every_mutation_that_takes_a_key_is_repeated_here_or_named()
    {
        var schema = Composition.SchemaOf(testing: true);
        string[] taking = [.. schema.MutationType!.Fields.Where(f => f.Arguments.Contains("idempotencyKey")).Select(f => f.Name)];

        Assert.True(taking.Length > 20, $"Only {taking.Length} mutations take a key.");
        Assert.Equal(LeftOut, taking.Except(Known.Keys).Order(StringComparer.Ordinal));
        Assert.Empty(Known.Keys.Except(taking));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_mutation_sent_again_has_one_effect_and_the_same_answer_and_another_input_is_refused(string database)
    {
        var cast = await stages.OnAsync(database);
        List<string> faults = [];
        foreach (var (name, prepare) in Known)
        {
            var repeat = await prepare(cast);
            var key = $"again-{name}";
            var first = await cast.DoAsync(repeat.Who, repeat.Act, key);
            var again = await cast.DoAsync(repeat.Who, repeat.Act, key);
            Note(faults, first.IsDone, $"{name} is refused: {first.Text}");
            Note(faults, first.Text == again.Text, $"{name} answers differently: {first.Text} then {again.Text}");
            await CheckEffectsAsync(faults, name, repeat);
            if (repeat.Other is { } input)
            {
                var other = await cast.DoAsync(repeat.Who, repeat.Act with { Input = input }, key);
                Note(faults, other.Codes is ["KEY_REUSED"], $"{name} takes another input under the same key: {other.Text}");
                await CheckEffectsAsync(faults, name, repeat);
            }
        }

        Assert.Empty(faults);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_mutation_sent_five_times_at_once_has_one_effect_and_one_answer(string database)
    {
        var cast = await stages.OnAsync(database);
        List<string> faults = [];
        foreach (var (name, prepare) in Known)
        {
            var repeat = await prepare(cast);
            var token = repeat.Who is { } who ? (await cast.SignInAsync(who)).Token : null;
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ =>
                cast.Graph.SendAsync(repeat.Act.Document, repeat.Act.Variables, token, $"at-once-{name}")));
            Note(faults, Array.TrueForAll(answers, a => a.IsDone), $"{name} is refused: {answers.FirstOrDefault(a => !a.IsDone)?.Text}");
            Note(faults, answers.DistinctBy(a => a.Text).Count() == 1, $"{name} answers differently: {string.Join(" | ", answers.Select(a => a.Text).Distinct())}");
            await CheckEffectsAsync(faults, name, repeat);
        }

        Assert.Empty(faults);
    }

    private static async Task CheckEffectsAsync(List<string> faults, string name, Repeat repeat)
    {
        if (repeat.Effects is { } count && await count() is var effects && effects != 1)
        {
            faults.Add($"{name} had {effects} effects");
        }
    }

    private static void Note(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
