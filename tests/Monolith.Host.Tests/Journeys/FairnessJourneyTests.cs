using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>Under the profile alopal.</summary>
public sealed class FairnessJourneyTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-171")]
    public async Task Who_has_an_open_or_a_decided_rights_request_is_matched_booked_and_charged_as_anybody(string database)
    {
        await using var stage = await OpenAsync(database);
        var cast = stage.Cast;
        var therapist = await cast.TherapistAsync("sleep");
        var (plain, asking, answered) = (await MemberAsync(cast), await MemberAsync(cast), await MemberAsync(cast));
        var open = await Rights.ProvenAsync(cast, asking, "ERASURE");
        var decided = await Rights.ProvenAsync(cast, answered, "ERASURE");
        (await cast.DoAsync(await cast.StaffAsync("GRIEVANCE_OFFICER"), Rights.Refuse(decided, "LEGAL_OBLIGATION", "A law wants it kept."))).Done();
        Assert.Equal(("VERIFIED", "REFUSED"), (await Rights.StateAsync(cast, asking, open), await Rights.StateAsync(cast, answered, decided)));

        List<string> served = [];
        foreach (var (index, person) in new[] { plain, asking, answered }.Index())
        {
            served.Add(await ServeAsync(cast, person, therapist, index));
        }

        Assert.Equal([served[0], served[0], served[0]], served);
    }

    [Theory, ClassData(typeof(Databases)), Clause("AP-25")]
    public async Task A_match_without_an_intake_is_refused_naming_it_and_the_community_works(string database)
    {
        await using var stage = await OpenAsync(database);
        var cast = stage.Cast;
        await cast.TherapistAsync("sleep");
        var person = await MemberAsync(cast);
        (await cast.DoAsync(person, Acts.Wishes("sleep"))).Done();

        var refused = await cast.AskAsync(person, "mutation { requestMatch { matchRequest { id } errors { code path } } }");

        Assert.Equal(["FIELD_REQUIRED"], refused.Codes);
        Assert.Equal("intake", refused.All("requestMatch.errors")[0]["path"]!.AsArray()[^1]!.ToString());
        await cast.SignInAsync(cast.Administrator);
        var offering = (await cast.DoAsync(cast.Administrator, new("publishOffering", new { title = "Sleep", description = "Four evenings." }, "offering { offeringId }"))).Done();
        (await cast.DoAsync(person, new("enrolInOffering", new { offeringId = offering["publishOffering.offering.offeringId"] }, "enrolment { enrolledAt }"))).Done();
        (await cast.DoAsync(person, Acts.Intake)).Done();
        Assert.Single((await cast.DoAsync(person, Acts.RequestMatch)).Done().All("requestMatch.matchRequest.proposals"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("AP-39"), Clause("AP-112")]
    public async Task Who_is_enrolled_hears_of_a_change_and_who_has_a_session_tomorrow_of_it(string database)
    {
        await using var stage = await OpenAsync(database);
        var cast = stage.Cast;
        var therapist = await cast.TherapistAsync("sleep");
        var (person, other) = (await MemberAsync(cast), await MemberAsync(cast));
        await ServeAsync(cast, person, therapist, 0);
        await cast.SignInAsync(cast.Administrator);
        var offering = (await cast.DoAsync(cast.Administrator, new("publishOffering", new { title = "Sleep", description = "Four evenings." }, "offering { offeringId }"))).Done()["publishOffering.offering.offeringId"];
        (await cast.DoAsync(person, new("enrolInOffering", new { offeringId = offering }, "enrolment { enrolledAt }"))).Done();
        (await cast.DoAsync(cast.Administrator, new("changeOffering", new { offeringId = offering, title = "Sleep", description = "Five evenings." }, "offering { changedAt }"))).Done();
        await cast.RunJobsAsync();

        Assert.Equal(["OFFERING_CHANGED"], await NewsAsync(cast, person, "OFFERING_CHANGED"));
        Assert.Equal(["APPOINTMENT_COMING"], await NewsAsync(cast, person, "APPOINTMENT_COMING"));
        Assert.Empty(await NewsAsync(cast, other, "OFFERING_CHANGED"));
        Assert.Empty(await NewsAsync(cast, other, "APPOINTMENT_COMING"));
    }

    internal static Task<Stage> OpenAsync(string database) => Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("alopal")!) });

    internal static async Task<Person> MemberAsync(Cast cast)
    {
        var person = cast.Named("member");
        var fields = new[] { new { name = "firstName", value = "Asha" }, new { name = "lastName", value = "Rao" } };
        var input = new { email = person.Email, password = Person.Password, dateOfBirth = "1990-01-01", affirmAdult = true, acceptPolicy = true, fields };
        (await cast.DoAsync(null, new("registerClient", input, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        (await cast.DoAsync(person, await cast.ConsentAsync())).Done();
        person.Id = (await cast.AskAsync(person, "{ me { id } }")).Done()["me.id"];
        return person;
    }

    // What somebody is offered, at which price, and how it went; without what differs between any two.
    private static async Task<string> ServeAsync(Cast cast, Person person, Person therapist, int slot)
    {
        (await cast.DoAsync(person, Acts.Wishes("sleep"))).Done();
        (await cast.DoAsync(person, Acts.Intake)).Done();
        var request = (await cast.DoAsync(person, Acts.RequestMatch)).Done();
        var proposals = request.Find("requestMatch.matchRequest.proposals")!.ToJsonString();
        var accept = new { requestId = request["requestMatch.matchRequest.id"], therapistId = request["requestMatch.matchRequest.proposals.0.therapistId"] };
        var match = (await cast.DoAsync(person, new("acceptMatch", accept, "match { id }"))).Done()["acceptMatch.match.id"];
        var care = new Care(cast, person, therapist, match);
        var booked = (await cast.DoAsync(person, Acts.Book(therapist, (await care.SlotsAsync(1))[slot]))).Done();
        var product = (await cast.AskAsync(person, "{ products { id sessions } }")).Done().All("products").First(p => (int)p["sessions"]! == 1)["id"]!.ToString();
        var order = (await cast.DoAsync(person, Acts.Order(product, booked["bookAppointment.appointment.id"]))).Done();
        var paid = await cast.DoAsync(person, Acts.Pay(order["placeOrder.order.id"]));
        return $"{proposals} {booked["bookAppointment.appointment.state"]} {order["placeOrder.order.state"]} {order["placeOrder.order.amount.minor"]} {string.Join(',', paid.Codes)}";
    }

    private static async Task<IEnumerable<string>> NewsAsync(Cast cast, Person person, string template) =>
        (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = person.Email })).Done().All("outbox")
            .Select(m => (string)m["template"]!).Where(t => t == template);
}
