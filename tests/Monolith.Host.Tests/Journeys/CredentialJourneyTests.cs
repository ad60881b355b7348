using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class CredentialJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private const string Next = "Meadow-Copper-58-violin";

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_forgot_the_password_is_helped_and_nobody_learns_who_has_an_account(string database)
    {
        var cast = await stages.OnAsync(database);
        var (client, stranger) = (await cast.ClientAsync(consents: false), cast.Named("stranger"));

        var known = await cast.DoAsync(null, Forgot(client));
        var unknown = await cast.DoAsync(null, Forgot(stranger));
        Assert.Equal((known.Status, known.Text), (unknown.Status, unknown.Text));

        await cast.RunJobsAsync();
        var reset = new Act("resetPassword", new { code = await cast.CodeAsync(client.Email), replacement = Next }, "ended { count }");
        Assert.Equal(["WEAK_PASSWORD"], (await cast.DoAsync(null, reset with { Input = reset.Input!.With(("replacement", "calm123")) })).Codes);
        Assert.Equal("1", (await cast.DoAsync(null, reset)).Done()["resetPassword.ended.count"]);
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, reset)).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await cast.Graph.SendAsync("{ me { id } }", token: client.Token)).Codes);
        Assert.Equal(["SIGN_IN_REFUSED"], (await SignInAsync(cast, client.Email, Person.Password)).Codes);
        (await SignInAsync(cast, client.Email, Next)).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_is_changed_with_the_password_and_a_code_and_both_addresses_hear_of_it(string database)
    {
        var cast = await stages.OnAsync(database);
        var (client, moved) = (await cast.ClientAsync(consents: false), cast.Named("moved"));
        var ask = new Act("changeEmail", new { email = moved.Email, password = Person.Password }, "emailChange { endsAt }");

        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, ask)).Codes);
        Assert.Equal(["PASSWORD_WRONG"], (await cast.DoAsync(client, ask with { Input = ask.Input!.With(("password", Next)) })).Codes);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(client, ask with { Input = ask.Input!.With(("email", "nobody")) })).Codes);
        (await cast.DoAsync(client, ask)).Done();
        (await cast.DoAsync(client, new("confirmEmailChange", new { code = await cast.CodeAsync(moved.Email) }, "ended { count }"))).Done();

        Assert.Equal(moved.Email, (await cast.AskAsync(client, "{ me { email } }")).Done()["me.email"]);
        Assert.Equal(["EMAIL_CHANGED", "EMAIL_CHANGE_ASKED"], (await TemplatesAsync(cast, client.Email))[..2]);
        Assert.Equal(["EMAIL_CHANGED", "EMAIL_CHANGE"], await TemplatesAsync(cast, moved.Email));
        Assert.Equal(["SIGN_IN_REFUSED"], (await SignInAsync(cast, client.Email, Person.Password)).Codes);
        (await SignInAsync(cast, moved.Email, Person.Password)).Done();
    }

    private static Act Forgot(Person person) => new("requestPasswordReset", new { email = person.Email }, "passwordReset { message }");

    private static Task<Answer> SignInAsync(Cast cast, string email, string password) =>
        cast.DoAsync(null, new("signIn", new { email, password }, "signIn { accessToken }"));

    private static async Task<string[]> TemplatesAsync(Cast cast, string email) =>
        [.. (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = email })).Done().All("outbox").Select(m => (string)m["template"]!)];
}
