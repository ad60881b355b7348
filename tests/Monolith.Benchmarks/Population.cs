using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Monolith.Accounts;
using Monolith.Host;
using Monolith.Host.Profiles;

namespace Monolith.Benchmarks;

/// <summary>Makes verified therapists through the API of a host with <c>--testing</c> in this process.</summary>
internal sealed class Population(HttpClient http)
{
    public const string Password = "Seven-Quiet-Rivers-88";
    private static readonly string[] Topics = ["anxiety", "depression", "grief", "sleep", "relationships", "trauma", "stress", "addiction", "parenting", "burnout"];
    private static readonly string[] Ways = ["cbt", "psychodynamic", "person-centred", "systemic", "mindfulness"];

    /// <summary>Fills the folder or database.</summary>
    public static Task MakeAsync(string folder, string? database, int therapists, CancellationToken cancellationToken) =>
        OnHostAsync(folder, database, async (app, population) =>
        {
            var token = await AccountsModule.FirstAdministratorTokenAsync(app.Services, cancellationToken)
                ?? throw new InvalidOperationException("The database is not empty.");
            var verifier = await population.VerifierAsync(token, cancellationToken);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, therapists), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
                async (number, ct) => await population.TherapistAsync(number, verifier, ct));
        }, cancellationToken);

    /// <summary>Runs a host with <c>--testing</c> on the folder or database while something is done with it.</summary>
    public static async Task OnHostAsync(string folder, string? database, Func<WebApplication, Population, Task> act, CancellationToken cancellationToken)
    {
        var options = new HostOptions
        {
            Urls = ["http://127.0.0.1:0"],
            DataDirectory = folder,
            Database = database,
            Profile = ProfileFiles.Load(ProfileFiles.Find("calmally")!),
            Testing = true,
            UnsafeDurability = true,
            EnvironmentName = "Development",
            DrainDelay = TimeSpan.Zero,
        };
        await using var app = HostApplication.Build(options);
        await HostApplication.StartAsync(app, options, cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await act(app, new Population(http));
        await app.StopAsync(cancellationToken);
    }

    /// <summary>Registers a client and answers the address to sign in with.</summary>
    public async Task<string> ClientAsync(int number, CancellationToken cancellationToken)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"client{number}@bench.example");
        var phone = string.Create(CultureInfo.InvariantCulture, $"+9190000{number:00000}");
        var input = new { name = $"Client Number {number}", email, phone, age = 30, gender = "unsaid", password = Password, affirmAdult = true, acceptPolicy = true };
        await DoAsync("registerClient", "registration { message }", input, null, cancellationToken);
        await DoAsync("verifyEmail", "verification { kind }", new { code = await CodeAsync(email, cancellationToken) }, null, cancellationToken);
        return email;
    }

    private async Task<string> VerifierAsync(string token, CancellationToken cancellationToken)
    {
        await DoAsync("createFirstAdministrator", "staff { accountId }", new { token, name = "Ada Admin", email = "admin@bench.example", password = Password }, null, cancellationToken);
        var admin = await SignInAsync("admin@bench.example", cancellationToken);
        await DoAsync("inviteStaff", "invitation { role }", new { email = "verifier@bench.example", role = "CREDENTIAL_VERIFIER" }, admin, cancellationToken);
        var invitation = await CodeAsync("verifier@bench.example", cancellationToken);
        await DoAsync("acceptInvitation", "staff { accountId }", new { token = invitation, name = "Vera Verifier", password = Password }, null, cancellationToken);
        var verifier = await SignInAsync("verifier@bench.example", cancellationToken);
        await DoAsync("signConfidentialityUndertaking", "undertaking { signedAt }", new { affirmed = true }, verifier, cancellationToken);
        return verifier;
    }

    private async Task TherapistAsync(int number, string verifier, CancellationToken cancellationToken)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"therapist{number}@bench.example");
        var name = string.Create(CultureInfo.InvariantCulture, $"Therapist Number {number:0000}");
        var phone = string.Create(CultureInfo.InvariantCulture, $"+9180000{number:00000}");
        await DoAsync("registerTherapist", "registration { message }", new { name, email, phone, password = Password, acceptPolicy = true }, null, cancellationToken);
        await DoAsync("verifyEmail", "verification { kind }", new { code = await CodeAsync(email, cancellationToken) }, null, cancellationToken);
        var therapist = await SignInAsync(email, cancellationToken);
        var profile = new
        {
            displayName = name,
            bio = $"Works with {Topics[number % 10]} and {Topics[(number + 3) % 10]}, in person and online, in the mornings and in the evenings.",
            languages = new[] { "en", "hi" },
            specialisations = new[] { Topics[number % 10], Topics[(number + 3) % 10], Topics[(number + 5) % 10] },
            approaches = new[] { Ways[number % 5] },
            credentials = new { qualification = "M.Phil. Clinical Psychology", registrationNumber = $"B-{number}", registeredWith = "Bench Council" },
        };
        var made = await DoAsync("submitTherapistProfile", "therapist { id }", profile, therapist, cancellationToken);
        var therapistId = (string)made["therapist"]!["id"]!;
        await DoAsync("verifyTherapistCredentials", "therapist { id }", new { therapistId, accepted = true, reference = "register" }, verifier, cancellationToken);
    }

    /// <summary>The access token of an account.</summary>
    public async Task<string> SignInAsync(string email, CancellationToken cancellationToken) =>
        (string)(await DoAsync("signIn", "signIn { accessToken }", new { email, password = Password }, null, cancellationToken))["signIn"]!["accessToken"]!;

    private async Task<string> CodeAsync(string email, CancellationToken cancellationToken) =>
        (string)(await SendAsync("query Mail($to: String!) { outbox(to: $to) { code } }", new { to = email }, null, cancellationToken))["outbox"]![0]!["code"]!;

    private async Task<JsonNode> DoAsync(string mutation, string selection, object input, string? token, CancellationToken cancellationToken)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        var document = $"mutation Do($input: {type}!) {{ {mutation}(input: $input) {{ {selection} errors {{ code message }} }} }}";
        var payload = (await SendAsync(document, new { input }, token, cancellationToken))[mutation]!;
        return payload["errors"] is JsonArray { Count: > 0 } errors ? throw new InvalidOperationException($"{mutation}: {errors.ToJsonString()}") : payload;
    }

    /// <summary>What a document answers.</summary>
    public async Task<JsonNode> SendAsync(string query, object variables, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        return answer["errors"] is null ? answer["data"]! : throw new InvalidOperationException(answer.ToJsonString());
    }
}
