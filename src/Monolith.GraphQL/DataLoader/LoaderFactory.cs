using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.DataLoader;

/// <summary>Makes data loaders through constructors that are compiled once.</summary>
internal static class LoaderFactory
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    public static object Create(Type type, RequestContext request) =>
        Factories.GetOrAdd(type, static t => ActivatorUtilities.CreateFactory(t, [typeof(RequestContext)]))(request.Services, [request]);
}
