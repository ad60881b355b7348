namespace Monolith.Host.Demo;

/// <summary>The care journey from registration to receipt, in the order in which people live it.</summary>
internal sealed partial class Journey(Story story, Mailbox mailbox)
{
    private readonly Person admin = new("Ada Admin", "admin@demo.example");
    private readonly Person verifier = new("Vera Verifier", "verifier@demo.example");
    private readonly Person officer = new("Otto Officer", "officer@demo.example");
    private readonly Person cashier = new("Bina Billing", "billing@demo.example");
    private readonly Person client = new("Kiri Client", "kiri@demo.example");
    private readonly Population population = new(story, mailbox);
    private Person therapist = new("Tara Therapist", "tara@demo.example");
    private Person stranger = new("", "");
    private string therapistId = "";
    private string matchId = "";
    private string appointmentId = "";

    /// <summary>Plays it.</summary>
    /// <param name="firstAdministratorToken">The one-time token of the console.</param>
    /// <param name="therapists">How many more therapists live on the platform.</param>
    /// <param name="clients">How many more clients.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Who can be signed in as.</returns>
    /// <exception cref="InvalidOperationException">A step ended otherwise than told.</exception>
    public async Task<IReadOnlyList<(string Role, Person Who)>> PlayAsync(string firstAdministratorToken, int therapists, int clients, CancellationToken cancellationToken)
    {
        await StaffAsync(firstAdministratorToken, cancellationToken);
        story.Chapter($"{therapists} made-up therapists and {clients} clients register over the API");
        stranger = await population.SettleAsync(verifier, therapists, clients, cancellationToken);
        await RegisterAsync(cancellationToken);
        await ConsentAsync(cancellationToken);
        await TherapistAsync(cancellationToken);
        await MatchAsync(cancellationToken);
        await SessionAsync(cancellationToken);
        await PayAsync(cancellationToken);
        await ComplainAsync(cancellationToken);
        await LeaveAsync(cancellationToken);
        return
        [
            ("administrator", admin), ("credential verifier", verifier), ("grievance officer", officer), ("billing", cashier),
            ("therapist", therapist), ("client (withdrew)", client), ("client", stranger),
        ];
    }

    private async Task StaffAsync(string token, CancellationToken cancellationToken)
    {
        story.Chapter("Staff");
        await story.StepAsync(
            "The first administrator, by the one-time token of the console", null,
            "mutation First($input: CreateFirstAdministratorInput!) { createFirstAdministrator(input: $input) { staff { accountId role } errors { code message path } } }",
            new { input = new { token, name = admin.Name, email = admin.Email, password = Story.Password } }, cancellationToken);
        await SignInAsync(admin, cancellationToken);
        await UndertakeAsync(admin, cancellationToken);
        foreach (var (person, role) in new[] { (verifier, "CREDENTIAL_VERIFIER"), (officer, "GRIEVANCE_OFFICER"), (cashier, "BILLING") })
        {
            await story.StepAsync(
                $"Invite {person.Name}", admin,
                "mutation Invite($input: InviteStaffInput!) { inviteStaff(input: $input) { invitation { role endsAt } errors { code message path } } }",
                new { input = new { email = person.Email, role } }, cancellationToken);
            await story.StepAsync(
                $"{person.Name} accepts with the mailed token", null,
                "mutation Accept($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { staff { accountId role } errors { code message path } } }",
                new { input = new { token = await mailbox.CodeForAsync(person.Email, cancellationToken), name = person.Name, password = Story.Password } }, cancellationToken);
            await SignInAsync(person, cancellationToken);
            await UndertakeAsync(person, cancellationToken);
        }
    }

    private async Task UndertakeAsync(Person person, CancellationToken cancellationToken) => await story.StepAsync(
        $"{person.Name} signs the undertaking of confidentiality", person,
        "mutation { signConfidentialityUndertaking(input: { affirmed: true }) { undertaking { signedAt } errors { code message path } } }", null, cancellationToken);

    private async Task SignInAsync(Person person, CancellationToken cancellationToken)
    {
        var answer = await story.StepAsync($"{person.Name} signs in", null, Documents.SignIn, new { input = new { email = person.Email, password = Story.Password } }, cancellationToken);
        person.Token = answer["signIn.signIn.accessToken"];
    }

    // The clock of the demo jumps over the fifteen minutes that a token lives.
    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        foreach (var person in new[] { admin, cashier, officer, client, therapist, stranger })
        {
            var answer = await story.QuietlyAsync(null, Documents.SignIn, new { input = new { email = person.Email, password = Story.Password } }, cancellationToken);
            person.Token = answer["signIn.signIn.accessToken"];
        }
    }

    private async Task ConfirmAsync(Person person, CancellationToken cancellationToken)
    {
        var code = await mailbox.CodeForAsync(person.Email, cancellationToken);
        await story.StepAsync($"{person.Name} confirms the address with the mailed code", null, Documents.VerifyEmail, new { input = new { code } }, cancellationToken);
        await SignInAsync(person, cancellationToken);
    }

    private async Task WaitAsync(string by, CancellationToken cancellationToken)
    {
        await story.QuietlyAsync(null, Documents.Advance, new { by }, cancellationToken);
        await story.QuietlyAsync(null, Documents.RunDueJobs, null, cancellationToken);
    }
}
