namespace Monolith.Matching.Contracts;

/// <summary>What other modules may know of matches and availability.</summary>
public interface IMatchFacts
{
    /// <summary>Whether the two are matched now.</summary>
    Task<bool> AreMatchedAsync(Guid clientId, Guid therapistId, CancellationToken cancellationToken);

    /// <summary>The openings of a therapist that begin in <c>[fromAt, untilAt)</c>, in order, without regard to what is booked; none when clients cannot see the therapist.</summary>
    Task<IReadOnlyList<Opening>> OpeningsAsync(Guid therapistId, DateTime fromAt, DateTime untilAt, CancellationToken cancellationToken);
}

/// <summary>A time a therapist offers: <c>[StartsAt, EndsAt)</c>, UTC.</summary>
/// <param name="StartsAt">Its first instant.</param>
/// <param name="EndsAt">The instant after it.</param>
public sealed record Opening(DateTime StartsAt, DateTime EndsAt);
