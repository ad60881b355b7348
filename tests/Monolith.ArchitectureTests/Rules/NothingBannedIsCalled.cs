using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Time comes from the clock, ids are ordered, work is awaited, chance is cryptographic.</summary>
public sealed class NothingBannedIsCalled : IRule
{
    private static readonly Dictionary<string, string> Banned = new()
    {
        ["System.DateTime::get_Now"] = "use TimeProvider",
        ["System.DateTime::get_UtcNow"] = "use TimeProvider",
        ["System.DateTime::get_Today"] = "use TimeProvider",
        ["System.DateTimeOffset::get_Now"] = "use TimeProvider",
        ["System.DateTimeOffset::get_UtcNow"] = "use TimeProvider",
        ["System.Guid::NewGuid"] = "use Guid.CreateVersion7",
        ["System.Threading.Tasks.Task::Run"] = "await the work, or raise an event",
        ["System.Threading.Tasks.Task::Wait"] = "await it",
        ["System.Threading.Tasks.Task`1::get_Result"] = "await it",
        ["System.Threading.Tasks.ValueTask`1::get_Result"] = "await it",
        ["System.Random::.ctor"] = "use RandomNumberGenerator",
        ["System.Random::get_Shared"] = "use RandomNumberGenerator",
    };

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.ModuleTypes.SelectMany(type => type.Bodies().Select(method => (type, method))),
        one => from call in one.method.Calls()
               let why = Banned.GetValueOrDefault($"{call.DeclaringType.GetElementType().FullName}::{call.Name}") ?? Blocking(one.method, call)
               where why is not null
               select new Breach(one.type.FullName, $"calls {call.DeclaringType.Name}.{call.Name}: {why}"));

    // State machines call GetResult on awaiters that have completed; anything else that calls it blocks.
    private static string? Blocking(MethodDefinition method, MethodReference call) =>
        call.Name == "GetResult" && call.DeclaringType.Name.Contains("TaskAwaiter", StringComparison.Ordinal) && method.Name != "MoveNext" ? "await it" : null;
}

public sealed class NothingBannedIsCalledTests : RuleTests<NothingBannedIsCalled>
{
    protected override string[] Planted =>
        ["Monolith.Alpha.Application.Blocks", "Monolith.Alpha.Application.MakesItsOwnIds", "Monolith.Alpha.Application.ReadsTheWall", "Monolith.Alpha.Application.ThrowsDice"];
}
