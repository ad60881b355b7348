using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.BuildingBlocks.Graph;

/// <summary>A query as a field: its properties are the arguments, its answer the value; a refusal is an error with the refusal's code.</summary>
internal sealed class QueryField<TQuery, TAnswer> : IBoundField
    where TQuery : IRequest<Result<TAnswer>>
{
    private Func<ArgumentValues, object> make = _ => throw new InvalidOperationException("The field is not defined yet.");

    public OutputField Define(SchemaBuilder builder)
    {
        var name = GraphBinding.FieldName(typeof(TQuery), typeof(TQuery).GetCustomAttribute<QueryAttribute>()!.Name);
        var field = new OutputField(name, AnswerType(builder))
        {
            Description = XmlDocs.Of(typeof(TQuery)),
            Resolve = ResolveAsync,
        };
        make = RecordArguments.AddTo(builder.ClrTypes, field, typeof(TQuery));
        return field;
    }

    // Root fields may be null, so that one refused field leaves the others of a document standing; items of lists may not.
    private static TypeReference AnswerType(SchemaBuilder builder)
    {
        var item = typeof(TAnswer) == typeof(string) ? null : typeof(TAnswer).GetInterfaces().Append(typeof(TAnswer))
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))?.GenericTypeArguments[0];
        return item is null ? builder.ClrTypes.OutputTypeFor(typeof(TAnswer)) : builder.ClrTypes.OutputTypeFor(item).NonNull().List();
    }

    private async ValueTask<object?> ResolveAsync(ResolverContext context) =>
        (await context.Services.GetRequiredService<IMediator>().Send((TQuery)make(context.Arguments), context.RequestAborted)).OrError();
}
