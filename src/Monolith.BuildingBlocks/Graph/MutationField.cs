using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.BuildingBlocks.Graph;

/// <summary>
/// A command as a field: one input made of its properties, and a payload with the view and the errors. It runs in a scope of its own, so
/// that mutations of one document share nothing but the caller, and answers after its events were delivered.
/// </summary>
internal sealed class MutationField<TCommand, TView> : IBoundField
    where TCommand : IRequest<Result<TView>>
{
    private const string KeyArgument = "idempotencyKey";
    private static readonly Func<object> Empty = typeof(TCommand).GetConstructor([]) is { } constructor ? () => constructor.Invoke([]) : () => throw new InvalidOperationException();
    private bool hasInput;

    public OutputField Define(SchemaBuilder builder)
    {
        var mutation = typeof(TCommand).GetCustomAttribute<MutationAttribute>()!;
        var name = GraphBinding.FieldName(typeof(TCommand), mutation.Name);
        var typeName = char.ToUpperInvariant(name[0]) + name[1..];
        var field = new OutputField(name, PayloadType(builder, typeName, mutation.Payload) + "!")
        {
            Description = XmlDocs.Of(typeof(TCommand)),
            StandsAlone = typeof(TCommand).IsDefined(typeof(GraphQLAloneAttribute)),
            Resolve = ResolveAsync,
        };
        field.Description += field.StandsAlone ? " The only field of its operation." : "";
        hasInput = typeof(TCommand).GetConstructors().Any(c => c.GetParameters().Length > 0);
        if (hasInput)
        {
            field.Arguments.Add(new Argument("input", builder.ClrTypes.InputObjectTypeFor(typeof(TCommand)).Name + "!") { Description = "What to do." });
        }

        if (typeof(TCommand).IsDefined(typeof(IdempotentAttribute)))
        {
            field.Arguments.Add(new Argument(KeyArgument, "String")
            {
                Description = "1 to 255 characters of your choice. Sent again with the same input, the first answer is given again and nothing happens twice. The header Idempotency-Key does the same.",
            });
        }

        return field;
    }

    private static string PayloadType(SchemaBuilder builder, string typeName, string? given)
    {
        var view = builder.ClrTypes.OutputTypeFor(typeof(TView));
        var viewName = view.ToString();
        builder.AddType(new ObjectType(typeName + "Payload")
        {
            Description = $"The answer of {char.ToLowerInvariant(typeName[0])}{typeName[1..]}.",
            Fields =
            {
                new OutputField(given ?? char.ToLowerInvariant(viewName[0]) + viewName[1..], view)
                {
                    Description = "What came of it; null when refused.",
                    Pure = static payload => ((Payload)payload).View,
                },
                new OutputField("errors", "[MutationError!]!")
                {
                    Description = "Why it was refused; empty when it was done.",
                    Pure = static payload => ((Payload)payload).Errors,
                    MayBeStub = false,
                },
            },
        });
        return typeName + "Payload";
    }

    private async ValueTask<object?> ResolveAsync(ResolverContext context)
    {
        await using var scope = context.Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.Follow(context.Services.GetRequiredService<RequestScope>());
        request.IdempotencyKey = KeyOf(context);
        try
        {
            var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send((hasInput ? context.Argument<TCommand>("input") : (TCommand)Empty()), context.RequestAborted);
            if (scope.ServiceProvider.GetRequiredService<UnitOfWork>().HasTold)
            {
                await scope.ServiceProvider.GetRequiredService<OutboxRelay>().DrainAsync(context.RequestAborted);
            }

            return answer.Refusal is { } refusal ? new Payload(null, [refusal]) : new Payload(answer.Value, []);
        }
        finally
        {
            await scope.ServiceProvider.GetRequiredService<IAuditTrail>().RecordAsync(request.TakePending(), CancellationToken.None);
        }
    }

    private string? KeyOf(ResolverContext context)
    {
        if (context.RawArgument(KeyArgument) is string given)
        {
            return given;
        }

        var header = context.HttpContext?.Request.Headers["Idempotency-Key"].ToString();
        return string.IsNullOrEmpty(header) ? null : header;
    }

    private sealed record Payload(object? View, IReadOnlyList<Refusal> Errors);
}
