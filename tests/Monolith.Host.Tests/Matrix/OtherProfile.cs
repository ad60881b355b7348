using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Matrix;

/// <summary>A policy profile other than the one that the matrix is written for: what its form of registration asks for, and whether it asks for consent to health data.</summary>
internal sealed record OtherProfile(string Key, bool AsksConsent, Func<Person, object> Form)
{
    private static readonly OtherProfile[] All =
    [
        new("onetoonehelp", false, person => Whole(person, new { yearOfBirth = 1990, gender = "woman", fields = Fields(("mobile", person.Phone)) })),
        new("helpu", false, person => Whole(person, new { fields = Fields(("firstName", "Client"), ("lastName", "Person")) })),
        new("o7therapy", false, person => Whole(person, new { name = person.Name, dateOfBirth = "1990-05-17", gender = "woman" })),
        new("alopal", true, person => Whole(person, new { dateOfBirth = "1990-05-17", fields = Fields(("firstName", "Client"), ("lastName", "Person"), ("phones", person.Phone)) })),
    ];

    public static OtherProfile Of(string key) => Array.Find(All, one => one.Key == key) ?? throw new InvalidOperationException($"There is no {key}.");

    public async Task<Stage> OpenAsync()
    {
        var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(Key)!) }, Walk.Patient, Form);
        if (Key is "onetoonehelp")
        {
            (await stage.Cast.DoAsync(stage.Cast.Administrator, new("registerOrganisation", new { name = "People Ltd", mailDomains = new[] { "people.example" } }, "organisation { organisationId }"))).Done();
        }

        return stage;
    }

    private static object Whole(Person person, object own) =>
        own.With(("email", person.Email), ("password", Person.Password), ("affirmAdult", true), ("acceptPolicy", true));

    private static object[] Fields(params (string Name, string Value)[] fields) => [.. fields.Select(f => new { name = f.Name, value = f.Value })];
}
