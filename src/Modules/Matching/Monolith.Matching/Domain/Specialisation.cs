using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Matching.Domain;

/// <summary>Something therapists specialise in, shared by all who name it (CA-2.15).</summary>
internal sealed class Specialisation : Entity
{
    /// <summary>A specialisation by its tag.</summary>
    public Specialisation(string name) => Name = name;

    /// <summary>The tag; unique.</summary>
    public string Name { get; private set; }
}

/// <summary>A therapist has a specialisation.</summary>
internal sealed class TherapistSpecialisation(Guid therapistId, Guid specialisationId)
{
    public Guid TherapistId { get; private set; } = therapistId;

    public Guid SpecialisationId { get; private set; } = specialisationId;

    public Specialisation? Specialisation { get; private set; }
}
