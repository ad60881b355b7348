using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Access;

/// <summary>One kind of data a module holds about a person.</summary>
/// <param name="Module">The module.</param>
/// <param name="DataClass">The class.</param>
/// <param name="Kind">What it is, in the words of the profile's data register.</param>
/// <param name="Count">How many records.</param>
/// <param name="KeptUntilAt">When it will be erased, if that instant is known.</param>
/// <param name="IsPublic">Whether it is a public record, which is no personal data and which an erasure does not reach.</param>
public sealed record Holding(string Module, DataClass DataClass, string Kind, int Count, DateTime? KeptUntilAt, bool IsPublic = false);

/// <summary>A module that holds personal data says what, and hands out a copy.</summary>
public interface IPersonalDataHolder
{
    /// <summary>What is held about the person.</summary>
    Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken);

    /// <summary>A copy for the person: kind to records, every record an object that System.Text.Json writes.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken);
}
