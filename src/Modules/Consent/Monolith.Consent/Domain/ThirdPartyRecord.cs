using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Domain;

/// <summary>Who data about a person came from, when not from the person.</summary>
internal enum ThirdPartyKind
{
    /// <summary>A government body.</summary>
    Government,

    /// <summary>The person's employer.</summary>
    Employer,

    /// <summary>Somebody the person named as a reference.</summary>
    Reference,

    /// <summary>Somebody who works for the person or for us.</summary>
    Provider,

    /// <summary>A database that anybody can read.</summary>
    PublicDatabase,
}

/// <summary>Data about a person that came from somebody else, with where from, when, and on which basis (HU-41, AP-96). A later import stands beside the earlier one.</summary>
internal sealed class ThirdPartyRecord : Entity, IPersonal
{
    private ThirdPartyRecord()
    {
    }

    /// <summary>Takes it in.</summary>
    public ThirdPartyRecord(Guid subjectId, ThirdPartyKind kind, string basis, bool isPublic, ThirdPartyWords words, Guid importedBy, DateTime importedAt)
    {
        (SubjectId, Kind, Basis, IsPublic, ImportedBy, ImportedAt) = (subjectId, kind, basis, isPublic, importedBy, importedAt);
        Words = Sealed.Of(words);
    }

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>What the source is.</summary>
    public ThirdPartyKind Kind { get; private init; }

    /// <summary>The legal basis it was taken on.</summary>
    public string Basis { get; private init; } = "";

    /// <summary>Whether it is a public record, which an erasure does not reach (AP-75).</summary>
    public bool IsPublic { get; private init; }

    /// <summary>The source's name, and what it said.</summary>
    public Sealed<ThirdPartyWords> Words { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>The member of staff who took it in.</summary>
    public Guid ImportedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime ImportedAt { get; private init; }
}

/// <summary>What a third party said about a person.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Fields">Field to value.</param>
internal sealed record ThirdPartyWords(string Source, Dictionary<string, string> Fields);
