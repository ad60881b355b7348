namespace Monolith.Consent.Contracts;

/// <summary>Whose data must not be deleted now, whatever period is over and whoever ordered it: every job that deletes asks this (CA-3.11, R95).</summary>
public interface ILegalHolds
{
    /// <summary>The accounts under a hold that was confirmed, or asked for so recently that it still waits for its confirmation. There are few.</summary>
    Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken);
}
