namespace Monolith.GraphQL.Execution;

/// <summary>The answer has grown over its limit. It ends the execution as a cancellation does, so that no field takes it for its own fault.</summary>
internal sealed class ResponseTooLargeException : OperationCanceledException;
