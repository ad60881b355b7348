namespace Monolith.BuildingBlocks.Profiles;

/// <summary>One reason why a policy profile is refused.</summary>
/// <param name="Path">Where, as the keys down to the value joined with dots: <c>accounts.age.minimum</c>; empty for the file itself.</param>
/// <param name="Rule">What must hold there: <c>must be between 0 and 120</c>.</param>
public readonly record struct ProfileFault(string Path, string Rule);

/// <summary>A section of a policy profile: a record whose members are the section's keys.</summary>
public interface IProfileSection
{
    /// <summary>What the shape of the record cannot say: ranges, and rules between keys. Paths start inside the section.</summary>
    IEnumerable<ProfileFault> Check();
}

/// <summary>The profile cannot be used; the message has one line a fault, each with file, path and rule.</summary>
public sealed class ProfileRefusedException(string fileName, IReadOnlyList<ProfileFault> faults)
    : Exception(string.Join('\n', faults.Select(f => f.Path.Length == 0 ? $"{fileName}: {f.Rule}" : $"{fileName}: {f.Path}: {f.Rule}")))
{
    /// <summary>The faults, in the order of the file's sections.</summary>
    public IReadOnlyList<ProfileFault> Faults { get; } = faults;
}
