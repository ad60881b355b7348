using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Stands around the resolution of a field: it decides whether and when the value is asked for, and what becomes of it. It may wait, but not for a data loader.
/// </summary>
/// <param name="context">What the field's resolver is given.</param>
/// <param name="next">Gets the value as the field would have it, at most once. A stub may still be a <see cref="Relay.NodeRef"/>.</param>
/// <returns>The field's value, which is coerced to the field's type as any other.</returns>
public delegate ValueTask<object?> FieldMiddleware(ResolverContext context, Func<ValueTask<object?>> next);

/// <summary>The same for a directive that a document puts on a field.</summary>
/// <param name="arguments">The directive's arguments, coerced for the request (specification, section 6.4.1).</param>
/// <param name="context">What the field's resolver is given.</param>
/// <param name="next">Gets the value as the field, and the directives behind this one, would have it.</param>
public delegate ValueTask<object?> DirectiveMiddleware(ArgumentValues arguments, ResolverContext context, Func<ValueTask<object?>> next);

/// <summary>Puts middleware around fields.</summary>
internal static class FieldWrapping
{
    /// <summary>The field as a selection with directives has it; the field itself where none of them does anything.</summary>
    public static OutputField Of(Schema schema, ObjectType parent, OutputField field, IReadOnlyList<FieldNode> nodes)
    {
        List<(DirectiveMiddleware Run, ArgumentPlan Arguments)>? uses = null;
        HashSet<DirectiveType>? seen = null;
        foreach (var use in nodes.SelectMany(node => node.Directives))
        {
            if (schema.Directives.Find(use.Name.Value) is { OnField: { } run } directive && ((seen ??= []).Add(directive) || directive.IsRepeatable))
            {
                (uses ??= []).Add((run, ArgumentPlan.For(directive.Arguments, use.Arguments)));
            }
        }

        if (uses is null)
        {
            return field;
        }

        var wrapped = field.Copy();
        if (ReferenceEquals(field, schema.TypeNameField))
        {
            wrapped.Pure = _ => parent.Name;
        }

        // The directive written first is the outermost.
        foreach (var (run, arguments) in Enumerable.Reverse(uses))
        {
            Wrap(wrapped, (context, next) => run(arguments.Coerce(context.Request.Variables), context, next));
        }

        return wrapped;
    }

    public static void Wrap(OutputField field, FieldMiddleware middleware)
    {
        if (field.ResolveBatch is { } batch)
        {
            field.ResolveBatch = async context =>
            {
                var values = await batch(context);
                var answers = new object?[values.Count];
                for (var i = 0; i < answers.Length; i++)
                {
                    answers[i] = await One(context, i, values[i], middleware);
                }

                return answers;
            };
        }
        else
        {
            var (inner, pure) = (field.Resolve, field.Copy());
            field.Resolve = context => middleware(context, () => inner is null ? new(pure.ResolvePure(context.Parent, context.Arguments)) : inner(context));
        }

        field.Direct = null;
    }

    private static async ValueTask<object?> One(BatchContext context, int index, object? value, FieldMiddleware middleware)
    {
        if (value is Exception)
        {
            return value;
        }

        try
        {
            return await middleware(context.For(index), () => new(value));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            return fault;
        }
    }
}
