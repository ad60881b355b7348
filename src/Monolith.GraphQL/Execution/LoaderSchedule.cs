namespace Monolith.GraphQL.Execution;

/// <summary>The data loaders of a request that have keys waiting.</summary>
internal sealed class LoaderSchedule
{
}
