using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Matrix;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What <c>docs/fresh-proof.md</c> says, over HTTP (R40).</summary>
public sealed class FreshProofTests(Stages stages) : IClassFixture<Stages>
{
    private static readonly string[] Roles = ["GRIEVANCE_OFFICER", "PRIVACY_OFFICER", "CREDENTIAL_VERIFIER", "BILLING", "SUPPORT"];

    [Fact]
    public async Task Every_act_that_asks_for_fresh_proof_is_refused_to_whoever_gave_it_six_minutes_ago()
    {
        var cast = await stages.OnAsync(Databases.Sqlite);
        List<Person> people = [cast.Administrator, await cast.ClientAsync(consents: false)];
        foreach (var role in Roles)
        {
            people.Add(await cast.StaffAsync(role));
        }

        foreach (var person in people)
        {
            await cast.SignInAsync(person);
        }

        await cast.WaitAsync("PT6M");
        string[] marked = [.. File.ReadAllLines(Repository.PathOf("docs", "fresh-proof.md")).Where(line => line.EndsWith('|') && line.Split('|')[2].Trim() == "always").Select(line => line.Split('|')[1].Trim(' ', '`'))];
        Assert.True(marked.Length > 15, $"Only {marked.Length} acts ask for fresh proof.");
        var mutations = Composition.SchemaOf(testing: false).MutationType!.Fields;
        List<string> faults = [];
        foreach (var name in marked)
        {
            var document = MutationInputs.Document(mutations.First(m => m.Name == name), IdOf);
            var codes = await Task.WhenAll(people.Select(async p => string.Join(' ', (await cast.Graph.SendAsync(document, token: p.Token)).Codes)));
            if (!codes.Contains("REAUTH_REQUIRED") || codes.Any(c => c is not ("REAUTH_REQUIRED" or "FORBIDDEN")))
            {
                faults.Add($"{name}: {string.Join(", ", codes)}");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task An_administrator_is_invited_with_fresh_proof_and_others_without()
    {
        var cast = await stages.OnAsync(Databases.Sqlite);
        await cast.SignInAsync(cast.Administrator);
        await cast.WaitAsync("PT6M");

        Assert.Equal(["REAUTH_REQUIRED"], (await cast.TryAsync(cast.Administrator, Invite("ADMINISTRATOR"))).Codes);
        (await cast.TryAsync(cast.Administrator, Invite("AUDITOR"))).Done();
        (await cast.DoAsync(cast.Administrator, Invite("ADMINISTRATOR"))).Done();

        Act Invite(string role) => new("inviteStaff", new { email = cast.Named("colleague").Email, role }, "invitation { role }");
    }

    private static string IdOf(string type) => type is "IntegratorKey" ? Guid.CreateVersion7().ToString() : NodeIdCodec.Encode(type, Guid.CreateVersion7());
}
