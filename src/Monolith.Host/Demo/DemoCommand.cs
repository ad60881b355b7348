using Monolith.Accounts;

namespace Monolith.Host.Demo;

/// <summary>
/// <c>demo</c>: a fresh data folder, made-up people, the care journey played over HTTP with each request and answer printed; then the host
/// keeps serving.
/// </summary>
internal static class DemoCommand
{
    private const int Therapists = 200;
    private const int Clients = 200;

    public static async Task<int> RunAsync(HostOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using var app = HostApplication.Build(options);
        await HostApplication.StartAsync(app, options, cancellationToken);
        var address = app.Urls.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var story = new Story(new GraphClient(http), output);
        await output.WriteLineAsync($"A fresh platform under the profile {options.Profile.Key}, data in {options.DataDirectory}.");
        var token = await AccountsModule.FirstAdministratorTokenAsync(app.Services, cancellationToken)
            ?? throw new StartRefusedException("--data: demo needs a fresh folder or database; this one has an administrator");
        var cast = await new Journey(story, new Mailbox(story)).PlayAsync(token, Therapists, Clients, cancellationToken);

        await output.WriteLineAsync($"\n\n══ The journey ended. Serving on {address}/graphql (open it in a browser) until Ctrl+C");
        await output.WriteLineAsync($"   Everybody signs in with the password  {Story.Password}");
        foreach (var person in cast)
        {
            await output.WriteLineAsync($"   {person.Role,-20} {person.Who.Email,-34} {person.Who.Name}");
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
