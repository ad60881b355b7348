namespace Monolith.Host.Demo;

/// <summary>The complaint with its clocks, and leaving: consent withdrawn, a copy of everything, erasure with its receipt.</summary>
internal sealed partial class Journey
{
    private const string Rights =
        """
        mutation Ask($input: SubmitRightsRequestInput!) {
          submitRightsRequest(input: $input) { rightsRequest { id kind state receivedAt } errors { code message } }
        }
        """;

    private async Task ComplainAsync(CancellationToken cancellationToken)
    {
        story.Chapter("A complaint, with its clocks");
        var filed = await story.StepAsync(
            "The client complains; both deadlines are instants with the rule that set them (CA-11.3, CA-11.4)", client,
            "mutation Complain($input: FileGrievanceInput!) { fileGrievance(input: $input) { grievance { id state receivedAt acknowledgeBy acknowledgeRule resolveBy resolveRule } errors { code message path } } }",
            new { input = new { text = "The session began ten minutes late." } }, cancellationToken);
        var grievanceId = filed["fileGrievance.grievance.id"];
        await story.StepAsync(
            "The officer acknowledges", officer,
            "mutation Ack($input: AcknowledgeGrievanceInput!) { acknowledgeGrievance(input: $input) { grievance { state acknowledgedAt } errors { code message } } }",
            new { input = new { id = grievanceId } }, cancellationToken);
        await story.StepAsync(
            "… and resolves, with a reason", officer,
            "mutation Resolve($input: ResolveGrievanceInput!) { resolveGrievance(input: $input) { grievance { state resolvedAt } errors { code message } } }",
            new { input = new { id = grievanceId, resolution = "The therapist was reminded; ten minutes are credited." } }, cancellationToken);
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        const string withdraw =
            "mutation Withdraw($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { withdrawal { state confirmed affectedServices record { receipt { keyNumber } } } errors { code message } } }";
        story.Chapter("Leaving");
        await story.StepAsync("What is held about me, and until when", client, "{ dataHoldings { module dataClass kind count keptUntilAt } }", null, cancellationToken);
        await story.StepAsync("Who looked at my data", client, "{ accessLog(first: 5) { nodes { occurredAt actorRole operation dataClass mode purpose outcome rule } } }", null, cancellationToken);
        await story.StepAsync(
            "Withdrawing shows first what it stops (CA-12.5)", client, withdraw, new { input = new { purpose = "SENSITIVE_DATA", confirm = false } }, cancellationToken);
        await story.StepAsync("The client withdraws", client, withdraw, new { input = new { purpose = "SENSITIVE_DATA", confirm = true } }, cancellationToken);
        await story.RefusedAsync(
            "From now on nothing new is taken in (CA-12.4)", client, "CONSENT_WITHDRAWN", Preferences, new { input = new { specialisations = new[] { "sleep" } } }, cancellationToken);
        await CopyAsync(cancellationToken);
        await EraseAsync(cancellationToken);
    }

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        var copy = await ProveAsync("A copy of everything (CA-7.1)", "ACCESS", cancellationToken);
        await DecideAsync(copy, cancellationToken);
        await story.StepAsync(
            "The copy", client, "query Copy($id: ID!) { rightsRequest(id: $id) { state copy } }", new { id = copy }, cancellationToken);
    }

    private async Task EraseAsync(CancellationToken cancellationToken)
    {
        var erasure = await ProveAsync("Erasure (CA-7.3)", "ERASURE", cancellationToken);
        await DecideAsync(erasure, cancellationToken);
        await story.QuietlyAsync(null, Documents.RunDueJobs, null, cancellationToken);
        await story.StepAsync(
            "The receipt: what was erased, what the law keeps, until when", officer,
            "query Receipt($id: ID!) { rightsRequest(id: $id) { state parts { module erased retained retainedUntilAt } receipt { sha256 destroyedKeys retainedCategories } } }", new { id = erasure }, cancellationToken);
        await story.RefusedAsync("The account is gone", null, "SIGN_IN_REFUSED", Documents.SignIn, new { input = new { email = client.Email, password = Story.Password } }, cancellationToken);
    }

    private async Task<string> ProveAsync(string title, string kind, CancellationToken cancellationToken)
    {
        var asked = await story.StepAsync(title, client, Rights, new { input = new { kind } }, cancellationToken);
        var requestId = asked["submitRightsRequest.rightsRequest.id"];
        await story.StepAsync(
            "… proven with the mailed code", client,
            "mutation Prove($input: VerifyRequesterInput!) { verifyRequester(input: $input) { rightsRequest { state verifiedAt dueAt dueRule } errors { code message } } }",
            new { input = new { id = requestId, code = await mailbox.CodeForAsync(client.Email, cancellationToken) } }, cancellationToken);
        return requestId;
    }

    private async Task DecideAsync(string requestId, CancellationToken cancellationToken) => await story.StepAsync(
        "… and granted by the officer", officer,
        "mutation Decide($input: DecideRightsRequestInput!) { decideRightsRequest(input: $input) { rightsRequest { state } errors { code message } } }",
        new { input = new { id = requestId, decision = "APPROVE", explanation = "Granted." } }, cancellationToken);
}
