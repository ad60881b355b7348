using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Therapy.Application;

/// <summary>The profile's section <c>therapy</c> (T-01 to T-35).</summary>
/// <param name="Sessions">T-01, T-02, T-05, T-06, T-09.</param>
/// <param name="Intake">T-03.</param>
/// <param name="Appointments">T-04: sessions are booked; false = the next free provider takes the client.</param>
/// <param name="Notes">T-07.</param>
/// <param name="Summaries">T-08.</param>
/// <param name="Mail">T-10, T-11.</param>
/// <param name="Chat">T-12 to T-14.</param>
/// <param name="Safety">T-15, T-16, T-33.</param>
/// <param name="Retention">T-17, T-32, T-35.</param>
/// <param name="Statistics">T-18, T-19.</param>
/// <param name="Community">T-20 to T-28, T-31, T-34.</param>
/// <param name="Support">T-29.</param>
/// <param name="Supervision">T-30: supervisors see their own providers' sessions.</param>
internal sealed record TherapyPolicy(
    SessionsPolicy Sessions,
    IntakeMode Intake,
    bool Appointments,
    bool Notes,
    SummaryMode Summaries,
    MailPolicy Mail,
    ChatPolicy Chat,
    SafetyPolicy Safety,
    TherapyRetention Retention,
    StatisticsPolicy Statistics,
    CommunityPolicy Community,
    SupportPolicy Support,
    bool Supervision) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check() =>
        Sessions.Check().Concat(CheckHealth()).Concat(CheckMailAndChat()).Concat(Safety.Check()).Concat(CheckCommunity());

    private IEnumerable<ProfileFault> CheckHealth()
    {
        var support = Sessions.Kind == SessionKind.RemoteSupport;
        if (support && Intake != IntakeMode.Off)
        {
            yield return new("intake", "must be Off when sessions.kind is RemoteSupport");
        }

        if (support == Retention.Health.HasValue)
        {
            yield return new("retention.health", "must be given unless sessions.kind is RemoteSupport");
        }

        if (Retention.Health.HasValue != (Retention.InteractionKinds.Count > 0))
        {
            yield return new("retention.interactionKinds", "must name what counts as an interaction when retention.health is given, and only then");
        }

        if (Statistics.MinCellSize is < 2 or > 1000)
        {
            yield return new("statistics.minCellSize", "must be between 2 and 1000");
        }
    }

    private IEnumerable<ProfileFault> CheckMailAndChat()
    {
        if (Mail.Enabled != Mail.Deletion.HasValue)
        {
            yield return new("mail.deletion", "must be given when mail.enabled is true, and only then");
        }

        if (Mail.Deletion == MailDeletion.ArchiveOffline != Retention.MailArchive.HasValue)
        {
            yield return new("retention.mailArchive", "must be given when mail.deletion is ArchiveOffline, and only then");
        }

        if (Chat.Mode == ChatMode.EndToEnd != Chat.DeviceKeys)
        {
            yield return new("chat.deviceKeys", "must be true when chat.mode is EndToEnd, and only then");
        }

        if (Chat is { Mode: ChatMode.Off, UserDeletion: not ChatDeletion.Off })
        {
            yield return new("chat.userDeletion", "must be Off when chat.mode is Off");
        }
    }

    private IEnumerable<ProfileFault> CheckCommunity()
    {
        var hosts = Community.Forums || Community.Blog || Community.Testimonials;
        if (!hosts && Community.Reuse != PostReuse.Off)
        {
            yield return new("community.reuse", "must be Off when nobody posts");
        }

        if (hosts && Community.PiiGuard == PostGuard.Off)
        {
            yield return new("community.piiGuard", "must be Warn or Confirm when forums, blog or testimonials are on");
        }

        if (Community.ReuseAfterErasure && Community.Reuse == PostReuse.Off)
        {
            yield return new("community.reuseAfterErasure", "must be false when community.reuse is Off");
        }
    }
}

internal enum IntakeMode
{
    Off,
    Optional,
    Required,
}

internal enum SummaryMode
{
    Off,
    Local,
    Processor,
}

/// <summary>T-17, T-32, T-35.</summary>
/// <param name="Health">T-17: health records, from the last interaction; null = there are none.</param>
/// <param name="InteractionKinds">T-32: what counts as an interaction.</param>
/// <param name="MailArchive">T-35: archived mails; null = nothing is archived.</param>
internal sealed record TherapyRetention(CalendarPeriod? Health, IReadOnlyList<string> InteractionKinds, ArchivePeriod? MailArchive);

/// <summary>T-35: how long an archive is kept.</summary>
/// <param name="Limit">Null = without end.</param>
[JsonConverter(typeof(ArchivePeriodConverter))]
[Description("an ISO 8601 duration such as P30D, or Unlimited")]
internal readonly record struct ArchivePeriod(CalendarPeriod? Limit);

internal sealed class ArchivePeriodConverter : JsonConverter<ArchivePeriod>
{
    private const string Unlimited = "Unlimited";

    public override ArchivePeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.GetString() == Unlimited ? new ArchivePeriod(null)
        : CalendarPeriod.TryParse(reader.GetString(), out var limit) ? new ArchivePeriod(limit)
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ArchivePeriod value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Limit?.ToString() ?? Unlimited);
}
