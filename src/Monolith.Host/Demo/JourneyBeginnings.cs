namespace Monolith.Host.Demo;

/// <summary>Registration, consent, the therapist's application, and the match.</summary>
internal sealed partial class Journey
{
    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        story.Chapter("A client registers");
        await story.StepAsync(
            "What the person agrees to", null,
            "{ policyDocument(kind: PRIVACY) { number effectiveAt } consentQuestions { purpose wordingVersion affectedServices } }", null, cancellationToken);
        await story.RefusedAsync("Seventeen is too young (CA-13.1)", null, "AGE_RESTRICTED", Documents.RegisterClient, new { input = Population.RegistrationOf(client, 17) }, cancellationToken);
        await story.RefusedAsync(
            "A weak password is refused (CA-5.5)", null, "WEAK_PASSWORD", Documents.RegisterClient,
            new { input = new { name = client.Name, email = client.Email, phone = "+919000000001", age = 29, password = "calm123", affirmAdult = true, acceptPolicy = true } },
            cancellationToken);
        await story.StepAsync("The client registers and accepts the policy", null, Documents.RegisterClient, new { input = Population.RegistrationOf(client, 29) }, cancellationToken);
        await ConfirmAsync(client, cancellationToken);
        await story.StepAsync("Who am I", client, "{ me { id name email phone age securityTips } }", null, cancellationToken);
        await story.StepAsync(
            "An emergency contact (CA-2.6)", client,
            "mutation Contact($input: SetEmergencyContactInput!) { setEmergencyContact(input: $input) { account { emergencyContact { name phone relation } } errors { code message } } }",
            new { input = new { name = "Sam Sibling", phone = "+919000000002", relation = "sibling" } }, cancellationToken);
    }

    private async Task ConsentAsync(CancellationToken cancellationToken)
    {
        const string grant =
            """
            mutation Consent($input: GrantConsentInput!) {
              grantConsent(input: $input) {
                consentRecord { id purpose state happenedAt receipt { text signature keyNumber } }
                errors { code message rule }
              }
            }
            """;
        story.Chapter("Consent to sensitive data");
        await story.RefusedAsync(
            "Preferences are health data: no consent, no preferences (CA-12.2)", client, "CONSENT_REQUIRED", Preferences,
            new { input = new { specialisations = new[] { "anxiety" } } }, cancellationToken);
        var questions = await story.StepAsync("The question and its wording", client, "{ consentQuestions { purpose wording wordingVersion } }", null, cancellationToken);
        var wordingVersion = questions.Body["data"]!["consentQuestions"]!.AsArray().Select(q => q!.AsObject()).First(q => (string)q["purpose"]! == "SENSITIVE_DATA")["wordingVersion"]!.ToString();
        await story.RefusedAsync(
            "No clear act, no consent (CA-12.3)", client, "CONSENT_REQUIRED", grant, new { input = new { purpose = "SENSITIVE_DATA", wordingVersion } }, cancellationToken);
        var given = await story.StepAsync(
            "The client ticks the box; the receipt is signed", client, grant, new { input = new { purpose = "SENSITIVE_DATA", affirmativeAct = "TICK", wordingVersion } }, cancellationToken);
        await story.StepAsync(
            "Anybody can check the receipt", null,
            "query Check($text: String!, $signature: String!, $keyNumber: Int!) { verifyReceipt(text: $text, signature: $signature, keyNumber: $keyNumber) { valid } }",
            new
            {
                text = given["grantConsent.consentRecord.receipt.text"],
                signature = given["grantConsent.consentRecord.receipt.signature"],
                keyNumber = int.Parse(given["grantConsent.consentRecord.receipt.keyNumber"], System.Globalization.CultureInfo.InvariantCulture),
            },
            cancellationToken);
    }

    private async Task TherapistAsync(CancellationToken cancellationToken)
    {
        story.Chapter("A therapist applies and is checked");
        await story.StepAsync(
            "The therapist registers", null, Documents.RegisterTherapist,
            new { input = new { name = therapist.Name, email = therapist.Email, phone = "+918000099999", password = Story.Password, acceptPolicy = true } }, cancellationToken);
        await ConfirmAsync(therapist, cancellationToken);
        var profile = await story.StepAsync("… applies with credentials", therapist, Documents.SubmitProfile, new { input = Population.ProfileOf(therapist, 0) }, cancellationToken);
        therapistId = profile["submitTherapistProfile.therapist.id"];
        population.Therapists[therapistId] = therapist;
        await story.StepAsync("… says when there is time", therapist, Documents.SetAvailability, new { input = Population.Weekdays(0) }, cancellationToken);
        await story.StepAsync(
            "The credentials are checked", verifier, Documents.Verify, new { input = new { therapistId, accepted = true, reference = "register/tara" } }, cancellationToken);
        await story.StepAsync(
            "Clients find therapists", client,
            """
            query Find {
              therapists(filter: { specialisation: "anxiety" }, first: 3) {
                edges { cursor node { id displayName approaches specialisations { name } } } pageInfo { hasNextPage endCursor }
              }
            }
            """,
            null, cancellationToken);
    }

    private async Task MatchAsync(CancellationToken cancellationToken)
    {
        story.Chapter("A match, with reasons");
        await story.StepAsync(
            "What the client wishes for", client, Preferences,
            new { input = new { specialisations = new[] { "anxiety" }, approaches = new[] { "cbt" }, languages = new[] { "en" } } }, cancellationToken);
        await IntakeAsync(cancellationToken);
        var request = await story.StepAsync(
            "The client asks for a match", client,
            """
            mutation Match {
              requestMatch {
                matchRequest { id proposals { rank score therapistId firstOpeningAt criteria { criterion points outOf reason } therapist { displayName } } }
                errors { code message rule }
              }
            }
            """,
            null, cancellationToken);
        therapistId = request["requestMatch.matchRequest.proposals.0.therapistId"];
        var accepted = await story.StepAsync(
            "… and accepts the first proposal", client,
            "mutation Accept($input: AcceptMatchInput!) { acceptMatch(input: $input) { match { id acceptedAt therapist { displayName } } errors { code message } } }",
            new { input = new { requestId = request["requestMatch.matchRequest.id"], therapistId } }, cancellationToken);
        matchId = accepted["acceptMatch.match.id"];
        therapist = population.Therapists[therapistId];
        await story.StepAsync(
            "The therapist sees what therapy needs, and nothing else (CA-4.2)", therapist,
            "query Client($match: ID!) { matchedClient(match: $match) { shown client { name age gender phone } preferences { specialisations approaches } } }",
            new { match = matchId }, cancellationToken);
    }

    private const string Preferences =
        """
        mutation Wishes($input: SetTreatmentPreferencesInput!) {
          setTreatmentPreferences(input: $input) { treatmentPreferences { specialisations approaches languages } errors { code message rule } }
        }
        """;
}
