using Mono.Cecil;
using Mono.Cecil.Cil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A command has one visible save at most, and not in a loop. A query has none and changes nothing in bulk either.</summary>
public sealed class CommandsSaveOnce : IRule
{
    private const string Command = "Monolith.BuildingBlocks.Messaging.ICommandHandler`2";
    private const string Query = "Monolith.BuildingBlocks.Messaging.IQueryHandler`2";
    private static readonly HashSet<string> Bulk = ["ExecuteUpdateAsync", "ExecuteDeleteAsync", "ExecuteUpdate", "ExecuteDelete", "ExecuteSqlAsync", "ExecuteSqlRawAsync"];

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Types).Where(type => type.Implements(Command) is not null || type.Implements(Query) is not null),
        handler => handler.Implements(Command) is not null ? OfCommand(handler) : OfQuery(handler));

    private static IEnumerable<Breach> OfCommand(TypeDefinition handler)
    {
        var saves = Reached(handler).SelectMany(method => method.Body.Instructions.Where(IsSave).Select(save => (method, save))).ToList();
        if (saves.Count > 1)
        {
            yield return new Breach(handler.FullName, $"saves in {saves.Count} places; one command is one transaction");
        }

        if (saves.Any(one => IsInLoop(one.method, one.save)))
        {
            yield return new Breach(handler.FullName, "saves in a loop; one command is one transaction");
        }
    }

    private static IEnumerable<Breach> OfQuery(TypeDefinition handler) =>
        from method in Reached(handler)
        from call in method.Calls()
        where call.Name.StartsWith("SaveChanges", StringComparison.Ordinal) || Bulk.Contains(call.Name)
        select new Breach(handler.FullName, $"is a query and calls {call.Name}");

    // The handler's own code and whatever code of its module it calls, so that a save cannot hide one call away.
    private static HashSet<MethodDefinition> Reached(TypeDefinition handler)
    {
        HashSet<MethodDefinition> seen = [.. handler.Bodies()];
        var open = new Stack<MethodDefinition>(seen);
        while (open.TryPop(out var method))
        {
            foreach (var called in method.Calls().Where(call => call.DeclaringType.GetElementType().Module == handler.Module))
            {
                foreach (var body in BodiesOf(called, handler.Module).Where(seen.Add))
                {
                    open.Push(body);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<MethodDefinition> BodiesOf(MethodReference called, ModuleDefinition module)
    {
        if (called.Resolve() is not { HasBody: true } method || method.Module != module)
        {
            return [];
        }

        var machine = method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name is "AsyncStateMachineAttribute" or "AsyncIteratorStateMachineAttribute");
        return machine?.ConstructorArguments[0].Value is TypeReference type
            ? type.Resolve().Methods.Where(step => step.HasBody).Prepend(method)
            : [method];
    }

    private static bool IsSave(Instruction instruction) => instruction.Operand is MethodReference { Name: "SaveChangesAsync" or "SaveChanges" };

    private static bool IsInLoop(MethodDefinition method, Instruction save) =>
        method.Body.Instructions.Any(jump => jump.Operand is Instruction target && target.Offset <= save.Offset && jump.Offset >= save.Offset);
}

public sealed class CommandsSaveOnceTests : RuleTests<CommandsSaveOnce>
{
    protected override string[] Planted =>
    [
        "Monolith.Alpha.Application.SavesInALoopHandler",
        "Monolith.Alpha.Application.SavesTwiceHandler",
        "Monolith.Alpha.Application.SavesWhenAskedHandler",
    ];
}
