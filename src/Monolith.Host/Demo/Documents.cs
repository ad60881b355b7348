namespace Monolith.Host.Demo;

/// <summary>The documents that the demo sends more than once.</summary>
internal static class Documents
{
    public const string RegisterClient =
        """
        mutation Register($input: RegisterClientInput!) {
          registerClient(input: $input) { registration { message } errors { code message path } }
        }
        """;

    public const string RegisterTherapist =
        """
        mutation Register($input: RegisterTherapistInput!) {
          registerTherapist(input: $input) { registration { message } errors { code message path } }
        }
        """;

    public const string VerifyEmail =
        """
        mutation Verify($input: VerifyEmailInput!) {
          verifyEmail(input: $input) { verification { kind } errors { code message } }
        }
        """;

    public const string SignIn =
        """
        mutation SignIn($input: SignInInput!) {
          signIn(input: $input) { signIn { accessToken accessTokenEndsAt role } errors { code message } }
        }
        """;

    public const string SubmitProfile =
        """
        mutation Apply($input: SubmitTherapistProfileInput!) {
          submitTherapistProfile(input: $input) { therapist { id displayName specialisations { name } } errors { code message path } }
        }
        """;

    public const string Verify =
        """
        mutation Check($input: VerifyTherapistCredentialsInput!) {
          verifyTherapistCredentials(input: $input) { therapist { id displayName } errors { code message path } }
        }
        """;

    public const string SetAvailability =
        """
        mutation Hours($input: SetAvailabilityInput!) {
          setAvailability(input: $input) { availability { timeZone nextOpenings { startsAt endsAt } } errors { code message path } }
        }
        """;

    public const string Outbox = "query Mail($to: String!) { outbox(to: $to) { template code } }";

    public const string Advance = "mutation Wait($by: Duration!) { advanceClock(input: { by: $by }) { clock { now } } }";

    public const string RunDueJobs = "mutation { runDueJobs { dueWork { jobs deliveredMessages } } }";
}
