using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Subscriptions;
using Monolith.GraphQL.Types;

namespace Monolith.BuildingBlocks.Graph;

/// <summary>A query as a field of the subscription root: the announced queries are its events, and each is sent as if the subscriber had asked it just now.</summary>
internal sealed class SubscriptionField<TQuery, TAnswer> : IBoundField
    where TQuery : class, IRequest<Result<TAnswer>>
{
    public OutputField Define(SchemaBuilder builder)
    {
        var told = typeof(TQuery).GetCustomAttribute<SubscriptionAttribute>()!;
        return new OutputField(told.Name, builder.ClrTypes.OutputTypeFor(typeof(TAnswer)))
        {
            Description = told.Description,
            Subscribe = static context => new(Subscribe(context)),
            Resolve = ResolveAsync,
        };
    }

    private static TopicStream<TQuery> Subscribe(ResolverContext context)
    {
        var scope = context.Services.GetRequiredService<RequestScope>();
        Authorisation<TQuery>.Require(scope);
        var person = Authorisation<TQuery>.IsForAnyone ? Guid.Empty : scope.Id;
        return context.Services.GetRequiredService<IEventTopics>().Subscribe<TQuery>(LocalAnnouncements.TopicOf(typeof(TQuery), person));
    }

    private static async ValueTask<object?> ResolveAsync(ResolverContext context) =>
        (await context.Services.GetRequiredService<IMediator>().Send(context.ParentAs<TQuery>(), context.RequestAborted)).OrError();
}
