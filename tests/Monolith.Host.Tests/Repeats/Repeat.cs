using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>A mutation that can be done once now.</summary>
/// <param name="Who">Who sends it.</param>
/// <param name="Act">What is sent, and sent again.</param>
/// <param name="Other">What is sent under the same key though it says something else; null when the mutation has no input.</param>
/// <param name="Effects">Counts what the mutation left behind, which is one.</param>
internal sealed record Repeat(Person? Who, Act Act, object? Other, Func<Task<int>>? Effects = null);
