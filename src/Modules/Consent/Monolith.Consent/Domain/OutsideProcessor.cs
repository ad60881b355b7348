using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts;

namespace Monolith.Consent.Domain;

/// <summary>An outside processor and what binds it (CA-3.12 to CA-3.19). Registering it again replaces what was recorded.</summary>
internal sealed class OutsideProcessor : Entity
{
    private OutsideProcessor()
    {
    }

    /// <summary>Registers one.</summary>
    public OutsideProcessor(string name, string kind, ProcessorTerms terms)
    {
        (Name, Kind) = (name, kind);
        Agree(terms);
    }

    /// <summary>Who it is; unique within its kind.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it does, in the profile's words: <c>HOSTING</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Date of the agreement; null = none is recorded.</summary>
    public DateOnly? AgreementOn { get; private set; }

    /// <summary>What the agreement is called in the provider's files.</summary>
    public string? AgreementReference { get; private set; }

    /// <summary>Day after which the security assessment no longer holds; null = there was none.</summary>
    public DateOnly? AssessedUntilOn { get; private set; }

    /// <summary>Keys of the purposes agreed, joined with commas.</summary>
    public string Purposes { get; private set; } = "";

    /// <summary>What it may receive, joined with commas.</summary>
    public string Fields { get; private set; } = "";

    /// <summary>Country code of where it works; null = not known.</summary>
    public string? Region { get; private set; }

    /// <summary>When what binds it was last recorded, UTC.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>Replaces what binds it.</summary>
    public void Agree(ProcessorTerms terms)
    {
        (AgreementOn, AgreementReference, AssessedUntilOn) = (terms.AgreementOn, terms.AgreementReference, terms.AssessedUntilOn);
        (Purposes, Fields, Region) = (string.Join(',', terms.Purposes), string.Join(',', terms.Fields), terms.Region);
        RecordedAt = terms.RecordedAt;
    }

    /// <summary>Whether anything may be shared with it on a day (CA-3.18, CA-4.8, CA-5.7).</summary>
    public ProcessorBinding BindingOn(DateOnly day) =>
        AgreementOn <= day && AssessedUntilOn >= day ? ProcessorBinding.Bound : ProcessorBinding.NotBound;

    /// <summary>The first of these fields that its agreement does not cover; null when it covers all (C-29, AP-144).</summary>
    public string? Excess(IEnumerable<string> fields) => fields.Except(Fields.Split(','), StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether its agreement covers a purpose (CA-3.19).</summary>
    public bool Agreed(string purpose) => Purposes.Split(',').Contains(purpose, StringComparer.Ordinal);
}

/// <summary>What binds a processor.</summary>
internal sealed record ProcessorTerms(
    DateOnly? AgreementOn, string? AgreementReference, DateOnly? AssessedUntilOn, IReadOnlyList<string> Purposes, IReadOnlyList<string> Fields,
    string? Region, DateTime RecordedAt);
