using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Relay;

/// <summary>Puts a cursor codec between the resolvers of connections and their callers.</summary>
public static class SealedConnections
{
    /// <summary>
    /// Seals the cursors that every field with <c>after</c> or <c>before</c> answers in a <see cref="Connection{T}"/>, and opens those it is given. A cursor that
    /// cannot be opened is refused with code <c>INVALID_CURSOR</c> and the name of its argument. Call it when all fields are there.
    /// </summary>
    public static SchemaBuilder SealCursors(this SchemaBuilder builder, ICursorCodec codec)
    {
        foreach (var type in builder.Types.OfType<ComplexType>())
        {
            foreach (var field in type.Fields.Where(f => f.Arguments.Contains("after") || f.Arguments.Contains("before")))
            {
                if (field.ResolveBatch is not null)
                {
                    builder.AddFault($"{type.Name}.{field.Name}", "The cursors of a field that resolves a whole level cannot be sealed.");
                }

                Wrap(field, $"{type.Name}.{field.Name}", codec);
            }
        }

        return builder;
    }

    private static void Wrap(OutputField field, string name, ICursorCodec codec)
    {
        var (resolve, pure) = (field.Resolve, field.PureWithArguments);
        if (resolve is null && pure is null)
        {
            return;
        }

        (field.Pure, field.PureWithArguments) = (null, null);
        field.Resolve = async context =>
        {
            var seal = codec.SealFor(name, context);
            var opened = context.With(Opened(field, context.Arguments, seal));
            var answer = resolve is null ? pure!(opened.Parent, opened.Arguments) : await resolve(opened);
            return answer is ISealable connection ? connection.With(seal) : answer;
        };
    }

    private static ArgumentValues Opened(OutputField field, ArgumentValues arguments, CursorSeal seal)
    {
        foreach (var name in (ReadOnlySpan<string>)["after", "before"])
        {
            if (field.Arguments.IndexOf(name) is var index and >= 0 && arguments.Raw(index) is string text)
            {
                arguments = arguments.With(index, seal.Open(text) ?? throw new GraphQLException($"'{name}' is not a cursor that this list gave you.", "INVALID_CURSOR"));
            }
        }

        return arguments;
    }
}

/// <summary>Something whose cursors can be sealed.</summary>
internal interface ISealable
{
    object With(CursorSeal seal);
}
