using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Access;

/// <summary>One kind of data a module holds about a person.</summary>
/// <param name="Module">The module.</param>
/// <param name="DataClass">The class.</param>
/// <param name="Kind">What it is, in the words of the profile's data register.</param>
/// <param name="Count">How many records.</param>
/// <param name="KeptUntilAt">When it will be erased, if that instant is known.</param>
/// <param name="IsPublic">Whether it is a public record, which is no personal data and which an erasure does not reach.</param>
public sealed record Holding(string Module, DataClass DataClass, string Kind, int Count, DateTime? KeptUntilAt, bool IsPublic = false)
{
    /// <summary>How it came; null where <see cref="Fields"/> say it one by one.</summary>
    public FieldSource? Source { get; init; }

    /// <summary>The versions of the privacy policy that were in force for the person when they handed it in (AP-26).</summary>
    public IReadOnlyList<int> PolicyVersions { get; init; } = [];

    /// <summary>Its fields one by one, where each has a source of its own.</summary>
    public IReadOnlyList<HeldField> Fields { get; init; } = [];
}

/// <summary>One field that is held about a person.</summary>
/// <param name="Name">The field, in the words of the profile's data register.</param>
/// <param name="Source">How it came; null for what was stored before that was recorded.</param>
/// <param name="PolicyVersion">The version of the privacy policy that was in force for the person then.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record HeldField(string Name, FieldSource? Source, int? PolicyVersion, DateTime? RecordedAt);

/// <summary>How a datum came to be held; recorded when it is written.</summary>
public enum FieldSource
{
    /// <summary>Given with the registration.</summary>
    Registration,

    /// <summary>Given by the person later, in place of what was there or in addition.</summary>
    Update,

    /// <summary>Put right by an officer after a granted request.</summary>
    Correction,

    /// <summary>Given by a member of staff who was invited.</summary>
    Invitation,

    /// <summary>Given with a request for support.</summary>
    SupportRequest,

    /// <summary>Handed in by the person for the feature it belongs to.</summary>
    Submitted,

    /// <summary>Noted while the person used the platform.</summary>
    Observed,

    /// <summary>Written about the person by somebody who works here.</summary>
    Recorded,

    /// <summary>Received from somebody outside.</summary>
    ThirdParty,

    /// <summary>Made by the platform from what it holds.</summary>
    Platform,
}

/// <summary>A module that holds personal data says what, and hands out a copy.</summary>
public interface IPersonalDataHolder
{
    /// <summary>What is held about the person.</summary>
    Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken);

    /// <summary>A copy for the person: kind to records, every record an object that System.Text.Json writes.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken);
}
