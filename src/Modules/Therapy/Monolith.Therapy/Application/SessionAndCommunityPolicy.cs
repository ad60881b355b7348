using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Therapy.Application;

/// <summary>T-01, T-02, T-05, T-06, T-09.</summary>
/// <param name="Kind">T-01.</param>
/// <param name="Channels">T-02.</param>
/// <param name="VideoProcessor">T-05: the processor that carries video, or ANY_BOUND; null = there is no video.</param>
/// <param name="Recording">T-06.</param>
/// <param name="Facts">T-09: what is kept of a session beside its content.</param>
internal sealed record SessionsPolicy(
    SessionKind Kind, IReadOnlyList<string> Channels, string? VideoProcessor, RecordingPolicy Recording, IReadOnlyList<string> Facts)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (Channels.Count == 0)
        {
            yield return new("sessions.channels", "must name at least one channel");
        }

        if (Recording.Video || Recording.Audio)
        {
            yield return new("sessions.recording", "must be false for video and audio: sessions are never recorded");
        }

        if (Channels.Contains("VIDEO") && VideoProcessor is null)
        {
            yield return new("sessions.videoProcessor", "must be given when sessions.channels has VIDEO");
        }
    }
}

internal enum SessionKind
{
    Counselling,
    Therapy,
    RemoteSupport,
}

/// <summary>T-06, X-49: no profile may record.</summary>
internal sealed record RecordingPolicy(bool Video, bool Audio);

/// <summary>T-10, T-11.</summary>
/// <param name="Enabled">T-10: counselling by mail inside the site.</param>
/// <param name="Deletion">T-11: what deleting a mail means; null = there are no mails.</param>
internal sealed record MailPolicy(bool Enabled, MailDeletion? Deletion);

internal enum MailDeletion
{
    ArchiveOffline,
    Erase,
}

/// <summary>T-12 to T-14.</summary>
/// <param name="Mode">T-12.</param>
/// <param name="DeviceKeys">T-13: messages are sealed to the devices of both sides.</param>
/// <param name="UserDeletion">T-14.</param>
internal sealed record ChatPolicy(ChatMode Mode, bool DeviceKeys, ChatDeletion UserDeletion);

internal enum ChatMode
{
    Off,
    Plain,
    EndToEnd,
}

internal enum ChatDeletion
{
    Off,
    SpecificOrAll,
}

/// <summary>T-15, T-16, T-33.</summary>
/// <param name="Mode">T-15: whether a danger may or must be disclosed.</param>
/// <param name="Duties">T-16: on which grounds.</param>
/// <param name="DecideWithin">T-33: after this an undecided concern is overdue; null = no clock.</param>
internal sealed record SafetyPolicy(SafetyMode Mode, IReadOnlyList<string> Duties, CalendarPeriod? DecideWithin)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (Mode == SafetyMode.Off == Duties.Count > 0)
        {
            yield return new("safety.duties", "must name at least one duty unless safety.mode is Off");
        }

        if (Mode == SafetyMode.Must != DecideWithin.HasValue)
        {
            yield return new("safety.decideWithin", "must be given when safety.mode is Must, and only then");
        }
    }
}

internal enum SafetyMode
{
    Off,
    May,
    Must,
}

/// <summary>T-18, T-19.</summary>
/// <param name="Service">T-18: which figures exist.</param>
/// <param name="MinCellSize">T-19: a smaller count is never published.</param>
internal sealed record StatisticsPolicy(IReadOnlyList<string> Service, int MinCellSize);

/// <summary>T-20 to T-28, T-31, T-34.</summary>
/// <param name="Resources">T-20.</param>
/// <param name="Offerings">T-21.</param>
/// <param name="Events">T-22: kinds of events.</param>
/// <param name="Surveys">T-23.</param>
/// <param name="Forums">T-24.</param>
/// <param name="Blog">T-25.</param>
/// <param name="Testimonials">T-26.</param>
/// <param name="PiiGuard">T-27: what happens when a post seems to hold personal data.</param>
/// <param name="Reuse">T-28.</param>
/// <param name="ReuseAfterErasure">T-34.</param>
/// <param name="Personalised">T-31: content by interests.</param>
internal sealed record CommunityPolicy(
    bool Resources,
    bool Offerings,
    IReadOnlyList<string> Events,
    bool Surveys,
    bool Forums,
    bool Blog,
    bool Testimonials,
    PostGuard PiiGuard,
    PostReuse Reuse,
    bool ReuseAfterErasure,
    bool Personalised);

internal enum PostGuard
{
    Off,
    Warn,
    Confirm,
}

internal enum PostReuse
{
    Off,
    WithoutPii,
    Full,
}

/// <summary>T-29.</summary>
internal sealed record SupportPolicy(bool Requests);
