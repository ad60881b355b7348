using System.Text.Json.Nodes;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class RegistrationTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases)), Clause("CA-13.1"), Clause("CA-5.5")]
    public async Task A_registration_that_breaks_a_rule_is_refused_with_its_code_and_mails_nobody(string database)
    {
        var cast = await stages.OnAsync(database);
        var person = cast.Named("applicant");
        (string Code, (string Field, JsonNode? Value) Change)[] broken =
        [
            ("FIELD_REQUIRED", ("name", null)),
            ("FIELD_REQUIRED", ("email", null)),
            ("FIELD_REQUIRED", ("email", "nobody")),
            ("FIELD_REQUIRED", ("phone", null)),
            ("FIELD_REQUIRED", ("age", null)),
            ("FIELD_REQUIRED", ("age", -1)),
            ("FIELD_NOT_COLLECTED", ("dateOfBirth", "1990-01-01")),
            ("AGE_RESTRICTED", ("age", 17)),
            ("AGE_RESTRICTED", ("affirmAdult", null)),
            ("AGE_RESTRICTED", ("affirmAdult", false)),
            ("FIELD_REQUIRED", ("password", null)),
            ("WEAK_PASSWORD", ("password", "calm123")),
            ("WEAK_PASSWORD", ("password", "harbourlanternquiet")),
            ("POLICY_ACCEPTANCE_REQUIRED", ("acceptPolicy", null)),
            ("POLICY_ACCEPTANCE_REQUIRED", ("acceptPolicy", false)),
        ];

        foreach (var (code, change) in broken)
        {
            var answer = await cast.DoAsync(null, new("registerClient", Cast.Registration(person).With(change), "registration { message }"));
            Assert.True(answer.Codes is [var given] && given == code, $"{change.Field} = {change.Value}: expected {code}: {answer.Text}");
        }

        Assert.Empty(await MailAsync(cast, person));
        Assert.Equal(["SIGN_IN_REFUSED"], (await SignInAsync(cast, person)).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_edge_of_the_age_gate_may_register(string database)
    {
        var cast = await stages.OnAsync(database);
        var person = cast.Named("adult");

        (await cast.DoAsync(null, new("registerClient", Cast.Registration(person, 18), "registration { message }"))).Done();

        Assert.Single(await MailAsync(cast, person));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_account_opens_with_the_mailed_code_once_and_not_before(string database)
    {
        var cast = await stages.OnAsync(database);
        var person = cast.Named("client");
        (await cast.DoAsync(null, new("registerClient", Cast.Registration(person), "registration { message }"))).Done();
        var verify = new Act("verifyEmail", new { code = await cast.CodeAsync(person.Email) }, "verification { kind }");

        Assert.Equal(["SIGN_IN_REFUSED"], (await SignInAsync(cast, person)).Codes);
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, verify with { Input = new { code = "wrong" } })).Codes);
        Assert.Equal("CLIENT", (await cast.DoAsync(null, verify)).Done()["verifyEmail.verification.kind"]);
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, verify)).Codes);
        (await SignInAsync(cast, person)).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_that_has_an_account_gets_the_same_answer_and_another_mail(string database)
    {
        var cast = await stages.OnAsync(database);
        var person = await cast.ClientAsync(consents: false);
        var stranger = cast.Named("stranger");

        var known = await cast.DoAsync(null, new("registerClient", Cast.Registration(person), "registration { message }"));
        var unknown = await cast.DoAsync(null, new("registerClient", Cast.Registration(stranger), "registration { message }"));

        Assert.Equal(unknown.Text, known.Text);
        Assert.Equal("ALREADY_REGISTERED", (string?)(await MailAsync(cast, person))[0]["template"]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_visitor_and_the_wrong_role_are_turned_away_before_anything_happens(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var invite = new Act("inviteStaff", new { email = "friend@people.example", role = "ADMINISTRATOR" }, "invitation { role }");

        Assert.Equal(["UNAUTHENTICATED"], (await cast.AskAsync(null, "{ me { id } }")).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, invite)).Codes);
        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(client, invite)).Codes);
        Assert.Equal(401, (int)(await cast.Graph.SendAsync("{ me { id } }", token: "no-such-token")).Status);
        Assert.Empty(await MailAsync(cast, new Person("", "friend@people.example")));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_session_that_was_ended_opens_nothing(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);

        (await cast.DoAsync(client, new("signOut", null, "ended { count }"))).Done();

        Assert.Equal(["UNAUTHENTICATED"], (await cast.Graph.SendAsync("{ me { id } }", token: client.Token)).Codes);
    }

    private static Task<Answer> SignInAsync(Cast cast, Person person) =>
        cast.DoAsync(null, new("signIn", new { email = person.Email, password = Person.Password }, "signIn { accessToken }"));

    private static async Task<IReadOnlyList<JsonNode>> MailAsync(Cast cast, Person person) =>
        (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = person.Email })).Done().All("outbox");
}
