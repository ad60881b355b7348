using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Therapy.Domain;

/// <summary>Something to read or watch that the service points its people to (T-20).</summary>
internal sealed class Resource : Entity
{
    private Resource()
    {
    }

    /// <summary>What it is called.</summary>
    public string Title { get; private init; } = ""; // The factory or the database sets it.

    /// <summary>What to expect of it.</summary>
    public string Summary { get; private init; } = ""; // The factory or the database sets it.

    /// <summary>Where it is.</summary>
    public string Link { get; private init; } = ""; // The factory or the database sets it.

    /// <summary>Whether the link leaves this site.</summary>
    public bool IsOutside { get; private init; }

    /// <summary>Who published it.</summary>
    public Guid PublishedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime PublishedAt { get; private init; }

    /// <summary>When it was withdrawn, UTC; null while it is shown.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Publishes it.</summary>
    public static Resource Of(string title, string summary, ResourceLink link, Guid publishedBy, DateTime now) =>
        new() { Title = title, Summary = summary, Link = link.Address, IsOutside = link.IsOutside, PublishedBy = publishedBy, PublishedAt = AsStored(now) };

    /// <summary>It is shown no more; withdrawing again changes nothing.</summary>
    public void Withdraw(DateTime now) => WithdrawnAt ??= AsStored(now);

    // As exact as it is stored, so that asking again answers the same.
    private static DateTime AsStored(DateTime now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
}
