using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Relay;

/// <summary>
/// Hides the cursors of connections from callers. Resolvers keep making and reading plain cursors (<see cref="Cursor"/>); the codec stands between them and the
/// response. Without one, callers see the plain cursors.
/// </summary>
public interface ICursorCodec
{
    /// <summary>The seal for one execution of a connection field, bound to whatever the codec takes from it: field, arguments, caller.</summary>
    CursorSeal SealFor(string field, ResolverContext context);
}

/// <summary>Turns the cursors of one list into what callers see, and back.</summary>
public abstract class CursorSeal
{
    /// <summary>What the caller sees. The same cursor of the same list gives the same text, whatever the page size.</summary>
    public abstract string Seal(string cursor);

    /// <summary>The cursor, or null when the text was not sealed for this list and caller, was changed, or is too old. Never throws.</summary>
    public abstract string? Open(string text);
}
