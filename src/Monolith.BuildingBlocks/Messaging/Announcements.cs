using System.Text.Json;
using Monolith.GraphQL.Subscriptions;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Brings events of the outbox to the subscribers of the graph: of this process, or of every instance.</summary>
public interface IAnnouncements
{
    /// <summary>Announces a told event. Subscribers who are not there now never hear of it; a failure is no failure of the teller.</summary>
    ValueTask AnnounceAsync(string kind, string body, CancellationToken cancellationToken);
}

/// <summary>Which query a module announces to whom when an event was told.</summary>
/// <param name="Event">The event.</param>
/// <param name="Publish">Publishes the query to each person's topic.</param>
public sealed record AnnouncementRegistration(Type Event, Action<IEventTopics, object> Publish);

/// <summary>Announces to the subscribers of this process.</summary>
public sealed class LocalAnnouncements(IEventTopics topics, IEnumerable<AnnouncementRegistration> registrations) : IAnnouncements
{
    private readonly ILookup<string, AnnouncementRegistration> registrationsOf = registrations.ToLookup(r => r.Event.FullName!);

    /// <summary>The topic under which a query is announced to a person; <see cref="Guid.Empty"/> for a query that anyone may send.</summary>
    public static string TopicOf(Type query, Guid personId) => $"{query.FullName}/{personId:N}";

    /// <inheritdoc/>
    public ValueTask AnnounceAsync(string kind, string body, CancellationToken cancellationToken)
    {
        foreach (var registration in registrationsOf[kind])
        {
            registration.Publish(topics, JsonSerializer.Deserialize(body, registration.Event)!);
        }

        return ValueTask.CompletedTask;
    }
}
