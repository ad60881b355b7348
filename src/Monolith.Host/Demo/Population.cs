using System.Collections.Concurrent;

namespace Monolith.Host.Demo;

/// <summary>
/// Hundreds of therapists and clients, made up from syllables: no real people. They register over the API like everybody else, in parallel,
/// the same ones every time.
/// </summary>
internal sealed class Population(Story story, Mailbox mailbox)
{
    private const int AtOnce = 8;
    private static readonly string[] Starts = ["Aru", "Bel", "Cira", "Dov", "Eli", "Fen", "Gira", "Hal", "Ira", "Jor", "Kav", "Lum", "Mira", "Nov", "Ora", "Pri", "Rav", "Sol", "Tam", "Vel"];
    private static readonly string[] Ends = ["bel", "dan", "esh", "fira", "gon", "hani", "ka", "lin", "mor", "na", "ran", "sha", "tis", "va", "ya", "zen"];
    private static readonly string[] Topics = ["anxiety", "depression", "grief", "sleep", "relationships", "trauma", "stress", "addiction", "parenting", "burnout"];
    private static readonly string[] Ways = ["cbt", "psychodynamic", "person-centred", "systemic", "mindfulness", "emdr"];
    private static readonly string[] Languages = ["en", "hi", "ta", "bn", "mr"];

    /// <summary>The therapists by the id of their profile.</summary>
    public ConcurrentDictionary<string, Person> Therapists { get; } = new();

    /// <summary>Registers this many of each and answers the first client.</summary>
    public async Task<Person> SettleAsync(Person verifier, int therapists, int clients, CancellationToken cancellationToken)
    {
        var settled = new ConcurrentDictionary<string, Person>();
        var all = Enumerable.Range(0, therapists).Select(n => (Kind: "therapist", Number: n)).Concat(Enumerable.Range(0, clients).Select(n => (Kind: "client", Number: n)));
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (who, ct) =>
        {
            var person = new Person(NameOf(who.Kind == "client" ? who.Number + 1000 : who.Number), $"{who.Kind}{who.Number:000}@demo.example");
            await (who.Kind == "therapist" ? TherapistAsync(person, who.Number, verifier, ct) : ClientAsync(person, who.Number, ct));
            settled[person.Email] = person;
        });
        return settled["client000@demo.example"];
    }

    private static string NameOf(int number)
    {
        var first = Starts[number % Starts.Length] + Ends[number / 3 % Ends.Length];
        var last = Starts[(number * 7 / 3 + 5) % Starts.Length] + Ends[(number * 5 + 1) % Ends.Length];
        return $"{first} {last}";
    }

    private async Task ClientAsync(Person person, int number, CancellationToken cancellationToken)
    {
        await story.QuietlyAsync(null, Documents.RegisterClient, new { input = RegistrationOf(person, 18 + (number % 60)) }, cancellationToken);
        await SignInAsync(person, cancellationToken);
    }

    private async Task TherapistAsync(Person person, int number, Person verifier, CancellationToken cancellationToken)
    {
        await story.QuietlyAsync(
            null, Documents.RegisterTherapist,
            new { input = new { name = person.Name, email = person.Email, phone = $"+9180000{number:00000}", password = Story.Password, acceptPolicy = true } }, cancellationToken);
        await SignInAsync(person, cancellationToken);
        var profile = await story.QuietlyAsync(person, Documents.SubmitProfile, new { input = ProfileOf(person, number) }, cancellationToken);
        Therapists[profile["submitTherapistProfile.therapist.id"]] = person;
        await story.QuietlyAsync(person, Documents.SetAvailability, new { input = Weekdays(number) }, cancellationToken);
        await story.QuietlyAsync(
            verifier, Documents.Verify,
            new { input = new { therapistId = profile["submitTherapistProfile.therapist.id"], accepted = true, reference = $"register/{number}" } }, cancellationToken);
    }

    /// <summary>What a client sends to register.</summary>
    public static object RegistrationOf(Person person, int age) => new
    {
        name = person.Name, email = person.Email, phone = "+919000000001", age, gender = "unsaid", password = Story.Password, affirmAdult = true, acceptPolicy = true,
    };

    /// <summary>A therapist's profile.</summary>
    public static object ProfileOf(Person person, int number) => new
    {
        displayName = person.Name,
        bio = $"Works with {Topics[number % Topics.Length]} and {Topics[(number + 3) % Topics.Length]}.",
        languages = new[] { "en", Languages[number % Languages.Length] }.Distinct(),
        specialisations = new[] { Topics[number % Topics.Length], Topics[(number + 3) % Topics.Length] },
        approaches = new[] { Ways[number % Ways.Length] },
        credentials = new { qualification = "M.Phil. Clinical Psychology", registrationNumber = $"DEMO-{number:0000}", registeredWith = "Demo Council" },
        demographics = new { gender = number % 2 == 0 ? "FEMALE" : "MALE", yearOfBirth = 1960 + (number % 35) },
        demographicsPublic = true,
    };

    /// <summary>Hours on weekdays.</summary>
    public static object Weekdays(int number) => new
    {
        timeZone = "Asia/Kolkata",
        week = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY" }.Select(day => new { day, from = $"{8 + (number % 4):00}:00:00", until = "17:00:00" }),
        sessionMinutes = 50,
        breakMinutes = 10,
    };

    private async Task SignInAsync(Person person, CancellationToken cancellationToken)
    {
        var code = await mailbox.CodeForAsync(person.Email, cancellationToken);
        await story.QuietlyAsync(null, Documents.VerifyEmail, new { input = new { code } }, cancellationToken);
        var answer = await story.QuietlyAsync(null, Documents.SignIn, new { input = new { email = person.Email, password = Story.Password } }, cancellationToken);
        person.Token = answer["signIn.signIn.accessToken"];
    }
}
