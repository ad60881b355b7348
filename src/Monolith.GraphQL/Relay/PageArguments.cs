using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Relay;

/// <summary>
/// The four paging arguments (Relay Cursor Connections, section 4), checked: exactly one of <c>first</c> and <c>last</c>, from 0 to <see cref="MaxSize"/>.
/// </summary>
public sealed class PageArguments
{
    /// <summary>The largest page.</summary>
    public const int MaxSize = 100;

    private PageArguments(int size, bool isForward, string? after, string? before)
    {
        Size = size;
        IsForward = isForward;
        After = after;
        Before = before;
    }

    /// <summary>How many objects the page has at most.</summary>
    public int Size { get; }

    /// <summary>Whether the page is taken from the front (<c>first</c>) or from the end (<c>last</c>).</summary>
    public bool IsForward { get; }

    /// <summary>The page lies after this cursor, or null.</summary>
    public string? After { get; }

    /// <summary>The page lies before this cursor, or null.</summary>
    public string? Before { get; }

    /// <summary>The cursor in the direction of paging, or null at the start.</summary>
    public string? From => IsForward ? After : Before;

    /// <summary>Checks the arguments.</summary>
    /// <exception cref="GraphQLException">Code <c>INVALID_PAGE</c>; the message says what is asked for.</exception>
    public static PageArguments Of(int? first, string? after, int? last, string? before)
    {
        if ((first is null) == (last is null))
        {
            throw new GraphQLException($"Give either 'first' or 'last', from 0 to {MaxSize}.", "INVALID_PAGE");
        }

        var size = first ?? last!.Value;
        return size is >= 0 and <= MaxSize
            ? new PageArguments(size, first is not null, after, before)
            : throw new GraphQLException($"'{(first is null ? "last" : "first")}' must be from 0 to {MaxSize}.", "INVALID_PAGE");
    }

    /// <summary>Reads the arguments of a field that <see cref="AddTo"/> gave them to.</summary>
    /// <exception cref="GraphQLException">Code <c>INVALID_PAGE</c>.</exception>
    public static PageArguments Read(ArgumentValues values) =>
        Of(values.Get<int?>("first"), values.Get<string?>("after"), values.Get<int?>("last"), values.Get<string?>("before"));

    /// <summary>Declares the four arguments of a connection field.</summary>
    public static void AddTo(OutputField field)
    {
        field.Arguments.Add(new Argument("first", "Int") { Description = $"How many from the front, at most {MaxSize}. Either `first` or `last` must be given." });
        field.Arguments.Add(new Argument("after", "String") { Description = "Only what comes after this cursor." });
        field.Arguments.Add(new Argument("last", "Int") { Description = $"How many from the end, at most {MaxSize}. Either `first` or `last` must be given." });
        field.Arguments.Add(new Argument("before", "String") { Description = "Only what comes before this cursor." });
    }
}
