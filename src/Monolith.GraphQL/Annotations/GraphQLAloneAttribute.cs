using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>
/// The field must be the only one of its operation, see <see cref="OutputField.StandsAlone"/>. On a method or property of the graph; on a class for whoever makes
/// a field of it.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Class)]
public sealed class GraphQLAloneAttribute : Attribute;
