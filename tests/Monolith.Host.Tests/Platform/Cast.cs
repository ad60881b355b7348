using System.Text.Json.Nodes;

namespace Monolith.Host.Tests.Platform;

/// <summary>The people of a test, made over the API alone; codes are read from the outbox of a host for tests.</summary>
internal sealed class Cast(GraphClient graph)
{
    private readonly Dictionary<string, Person> staff = [];
    private Person? administrator;
    private int number;

    public GraphClient Graph => graph;

    /// <summary>What a client writes into the form of registration, which is another one under another profile.</summary>
    public Func<Person, object> Form { get; init; } = person => Registration(person);

    /// <summary>Sends as this person; a session that is over, or too old for the act, is begun again, and a second person says yes where one is needed.</summary>
    public async Task<Answer> DoAsync(Person? who, Act act, string? key = null) => await SendAsync(who, act.Document, act.Variables, key);

    /// <summary>Sends once, with the session as it is.</summary>
    public Task<Answer> TryAsync(Person who, Act act) => graph.SendAsync(act.Document, act.Variables, who.Token);

    /// <summary>The act, after somebody else said yes to it.</summary>
    public async Task<Act> ApprovedAsync(Person who, Act act)
    {
        await SignInAsync(who);
        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await TryAsync(who, act)).Codes);
        await ApproveAsync(who);
        return act;
    }

    /// <summary>Somebody else says yes to what this person last asked for.</summary>
    public async Task ApproveAsync(Person who)
    {
        var second = who == Administrator ? await StaffAsync("PRIVACY_OFFICER") : Administrator;
        var waiting = (await AskAsync(second, "{ pendingActs { actId state } }")).Done().All("pendingActs").First(a => (string)a["state"]! == "PROPOSED");
        (await DoAsync(second, new("approveAct", new { actId = (string)waiting["actId"]! }, "pendingAct { state }"))).Done();
    }

    public Task<Answer> AskAsync(Person? who, string document, object? variables = null) => SendAsync(who, document, variables, null);

    /// <summary>Makes the first administrator.</summary>
    public async Task<Person> OpenAsync(string consoleToken)
    {
        var person = new Person("Ada Admin", "ada.admin@platform.example");
        var input = new { token = consoleToken, name = person.Name, email = person.Email, password = Person.Password };
        (await DoAsync(null, new("createFirstAdministrator", input, "staff { accountId }"))).Done();
        administrator = await SignInAsync(person);
        (await DoAsync(person, Undertaking)).Done();
        return person;
    }

    public Person Administrator => administrator ?? throw new InvalidOperationException("OpenAsync was not called.");

    /// <summary>The member of staff with this role, invited on first use.</summary>
    public async Task<Person> StaffAsync(string role)
    {
        if (staff.TryGetValue(role, out var there))
        {
            return there;
        }

        var person = Named(role.ToLowerInvariant().Replace('_', '.'));
        (await DoAsync(Administrator, new("inviteStaff", new { email = person.Email, role }, "invitation { role }"))).Done();
        var token = await CodeAsync(person.Email);
        (await DoAsync(null, new("acceptInvitation", new { token, name = person.Name, password = Person.Password }, "staff { role }"))).Done();
        staff[role] = await SignInAsync(person);
        (await DoAsync(person, Undertaking)).Done();
        return person;
    }

    private static Act Undertaking { get; } = new("signConfidentialityUndertaking", new { affirmed = true }, "undertaking { signedAt }");

    public Person Named(string kind) => new($"{char.ToUpperInvariant(kind[0])}{kind[1..]} Person", $"{kind}.{Interlocked.Increment(ref number)}.{Guid.CreateVersion7():N}@people.example");

    public static object Registration(Person person, int age = 30) => new
    {
        name = person.Name, email = person.Email, phone = person.Phone, age, password = Person.Password, affirmAdult = true, acceptPolicy = true,
    };

    /// <summary>A client with a session, and with consent to sensitive data unless that is not wanted.</summary>
    public async Task<Person> ClientAsync(bool consents = true, Person? person = null)
    {
        person ??= Named("client");
        (await DoAsync(null, new("registerClient", Form(person), "registration { message }"))).Done();
        await ConfirmAsync(person);
        if (consents)
        {
            (await DoAsync(person, await ConsentAsync())).Done();
        }

        person.Id = (await AskAsync(person, "{ me { id } }")).Done()["me.id"];
        return person;
    }

    /// <summary>The act of consenting to sensitive data in the words of now.</summary>
    public async Task<Act> ConsentAsync()
    {
        var questions = (await AskAsync(null, "{ consentQuestions { purpose wordingVersion } }")).Done().All("consentQuestions");
        var wordingVersion = (string)questions.First(q => (string)q["purpose"]! == "SENSITIVE_DATA")["wordingVersion"]!;
        return new("grantConsent", new { purpose = "SENSITIVE_DATA", affirmativeAct = "TICK", wordingVersion }, "consentRecord { id purpose state }");
    }

    /// <summary>A client who wants news and offers.</summary>
    public async Task<Person> SubscriberAsync()
    {
        var client = await ClientAsync(consents: false);
        var questions = (await AskAsync(null, "{ consentQuestions { purpose wordingVersion } }")).Done().All("consentQuestions");
        var wordingVersion = (string)questions.First(q => (string)q["purpose"]! == "MARKETING")["wordingVersion"]!;
        (await DoAsync(client, new("grantConsent", new { purpose = "MARKETING", affirmativeAct = "CLICK", wordingVersion }, "consentRecord { id }"))).Done();
        return client;
    }

    /// <summary>The news and offers made for a person, whose words are these.</summary>
    public async Task<IReadOnlyList<JsonNode>> CampaignsAsync(Person person, string text) =>
        [.. (await AskAsync(null, "query($to: String!) { outbox(to: $to) { template text code } }", new { to = person.Email })).Done().All("outbox")
            .Where(m => (string)m["template"]! == "CAMPAIGN" && ((string)m["text"]!).StartsWith(text, StringComparison.Ordinal))];

    public async Task ConfirmAsync(Person person)
    {
        (await DoAsync(null, new("verifyEmail", new { code = await CodeAsync(person.Email) }, "verification { kind }"))).Done();
        await SignInAsync(person);
    }

    /// <summary>A therapist with hours on every day, whose one specialisation is this topic.</summary>
    public async Task<Person> TherapistAsync(string topic, bool verified = true, Person? person = null)
    {
        person ??= Named("therapist");
        var registration = new { name = person.Name, email = person.Email, phone = person.Phone, password = Person.Password, acceptPolicy = true };
        (await DoAsync(null, new("registerTherapist", registration, "registration { message }"))).Done();
        await ConfirmAsync(person);
        person.Id = (await DoAsync(person, Acts.Profile(person, topic))).Done()["submitTherapistProfile.therapist.id"];
        (await DoAsync(person, Acts.Hours())).Done();
        if (verified)
        {
            (await DoAsync(await StaffAsync("CREDENTIAL_VERIFIER"), Acts.Verify(person))).Done();
        }

        return person;
    }

    /// <summary>Matches a client with the therapist of a topic and answers the match's id.</summary>
    public async Task<string> MatchAsync(Person client, Person therapist, string topic)
    {
        (await DoAsync(client, Acts.Wishes(topic))).Done();
        var request = (await RequestMatchAsync(client)).Done();
        var input = new { requestId = request["requestMatch.matchRequest.id"], therapistId = therapist.Id };
        return (await DoAsync(client, new("acceptMatch", input, "match { id acceptedAt }"))).Done()["acceptMatch.match.id"];
    }

    /// <summary>The code in the newest mail to an address.</summary>
    public async Task<string> CodeAsync(string email) =>
        (await AskAsync(null, "query($to: String!) { outbox(to: $to) { template code } }", new { to = email })).Done()["outbox.0.code"];

    public async Task<Person> SignInAsync(Person person)
    {
        var input = new { email = person.Email, password = Person.Password };
        person.Token = (await DoAsync(null, new("signIn", input, "signIn { accessToken }"))).Done()["signIn.signIn.accessToken"];
        return person;
    }

    /// <summary>Moves the simulated clock and does the work that became due.</summary>
    public async Task WaitAsync(string by)
    {
        (await DoAsync(null, new("advanceClock", new { by }, "clock { now }"))).Done();
        await RunJobsAsync();
    }

    public async Task RunJobsAsync() => (await DoAsync(null, new("runDueJobs", null, "dueWork { jobs }"))).Done();

    private async Task<Answer> SendAsync(Person? who, string document, object? variables, string? key)
    {
        var answer = await graph.SendAsync(document, variables, who?.Token, key);
        if (who?.Token is not null && answer.Codes.Any(code => code is "UNAUTHENTICATED" or "REAUTH_REQUIRED"))
        {
            await SignInAsync(who);
            answer = await graph.SendAsync(document, variables, who.Token, key);
        }

        if (who is null || !answer.Codes.Contains("SECOND_PERSON_REQUIRED"))
        {
            return answer;
        }

        await ApproveAsync(who);
        return await graph.SendAsync(document, variables, who.Token, key);
    }

    // Where a match needs an intake, it is given and the match asked for again.
    private async Task<Answer> RequestMatchAsync(Person client)
    {
        var answer = await DoAsync(client, Acts.RequestMatch);
        if (answer.Codes is not ["FIELD_REQUIRED"])
        {
            return answer;
        }

        (await DoAsync(client, Acts.Intake)).Done();
        return await DoAsync(client, Acts.RequestMatch);
    }
}
