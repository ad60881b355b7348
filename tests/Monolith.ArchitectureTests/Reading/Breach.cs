namespace Monolith.ArchitectureTests.Reading;

/// <summary>Something that breaks a rule.</summary>
/// <param name="Where">The type, member, file or line of a list.</param>
/// <param name="What">What is wrong there and what to do instead.</param>
public sealed record Breach(string Where, string What)
{
    /// <inheritdoc />
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>What a rule saw.</summary>
/// <param name="Looked">How many subjects it looked at; a rule that looked at nothing has proved nothing.</param>
/// <param name="Breaches">What it found.</param>
public sealed record Verdict(int Looked, IReadOnlyList<Breach> Breaches)
{
    /// <summary>Judges each subject by itself.</summary>
    public static Verdict Of<T>(IEnumerable<T> subjects, Func<T, IEnumerable<Breach>> check)
    {
        List<T> all = [.. subjects];
        return new Verdict(all.Count, [.. all.SelectMany(check).Distinct()]);
    }
}

/// <summary>One rule of the architecture.</summary>
public interface IRule
{
    /// <summary>Looks at a whole codebase.</summary>
    Verdict Judge(Codebase code);
}
