namespace Monolith.GraphQL.Language;

/// <summary>A stretch of a source text. Offsets count UTF-8 bytes from zero; the end is exclusive.</summary>
public readonly struct Location(SourceText? source, int start, int end)
{
    /// <summary>The location of nodes that were never written.</summary>
    public static Location None => default;

    /// <summary>The text, or null for <see cref="None"/>.</summary>
    public SourceText? Source { get; } = source;

    /// <summary>The first byte.</summary>
    public int Start { get; } = start;

    /// <summary>The byte after the last.</summary>
    public int End { get; } = end;

    /// <summary>The line from one, or zero for <see cref="None"/>. Counted when asked for.</summary>
    public int Line => ToSourceLocation().Line;

    /// <summary>The column from one in UTF-16 code units, or zero for <see cref="None"/>. Counted when asked for.</summary>
    public int Column => ToSourceLocation().Column;

    /// <summary>Line and column of the first byte.</summary>
    public SourceLocation ToSourceLocation() => Source is null ? default : Source.At(Start);
}

/// <summary>A line and a column, both from one; columns are UTF-16 code units, as the reference implementation counts them.</summary>
public readonly record struct SourceLocation(int Line, int Column);
