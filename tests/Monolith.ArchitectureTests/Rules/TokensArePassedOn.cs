using Mono.Cecil;
using Mono.Cecil.Cil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// An asynchronous method takes a <c>CancellationToken</c> and passes that one on. Where an interface of others leaves no room for a
/// token there is none; <c>CancellationToken.None</c> is for methods that have none to pass.
/// </summary>
public sealed class TokensArePassedOn : IRule
{
    private const string Token = "System.Threading.CancellationToken";

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        from type in code.ModuleTypes.SelectMany(type => type.WithNested())
        where !type.IsGenerated()
        from method in type.Methods
        where IsAsynchronous(method) && !method.Name.Contains('<', StringComparison.Ordinal)
        select (type, method),
        one => OfMethod(one.type, one.method));

    private static IEnumerable<Breach> OfMethod(TypeDefinition type, MethodDefinition method)
    {
        var where = $"{type.FullName}.{method.Name}";
        if (!method.Parameters.Any(IsToken))
        {
            if (!IsShapedByOthers(type, method))
            {
                yield return new Breach(where, "takes no CancellationToken");
            }

            yield break;
        }

        var bodies = Bodies(method).ToList();
        if (bodies.Any(body => body.Calls().Any(call => call.Name == "get_None" && call.DeclaringType.FullName == Token)))
        {
            yield return new Breach(where, "has a CancellationToken and passes CancellationToken.None");
        }

        if (bodies.Any(CallsWithToken) && !bodies.Any(body => ReadsToken(method, body)))
        {
            yield return new Breach(where, "does not pass its CancellationToken on");
        }
    }

    private static bool IsAsynchronous(MethodDefinition method) =>
        method.ReturnType.GetElementType().FullName is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask"
            or "System.Threading.Tasks.ValueTask`1" or "System.Collections.Generic.IAsyncEnumerable`1";

    private static bool IsToken(ParameterDefinition parameter) => parameter.ParameterType.FullName == Token;

    private static bool CallsWithToken(MethodDefinition body) => body.Calls().Any(call => call.Parameters.Any(IsToken));

    private static bool ReadsToken(MethodDefinition method, MethodDefinition body) =>
        body.Body.Instructions.Any(step => step.Operand is FieldReference { FieldType.FullName: Token } && step.OpCode.Code is Code.Ldfld or Code.Ldflda)
        || (body == method && body.Body.Instructions.Any(step => ReadsArgument(method, step)));

    private static bool ReadsArgument(MethodDefinition method, Instruction step)
    {
        var index = step.OpCode.Code switch
        {
            Code.Ldarg_0 => 0,
            Code.Ldarg_1 => 1,
            Code.Ldarg_2 => 2,
            Code.Ldarg_3 => 3,
            Code.Ldarg_S or Code.Ldarg or Code.Ldarga or Code.Ldarga_S => ((ParameterDefinition)step.Operand).Sequence,
            _ => -1,
        };
        var position = method.HasThis ? index - 1 : index;
        return position >= 0 && position < method.Parameters.Count && IsToken(method.Parameters[position]) && !StartsMachine(step);
    }

    // A state machine is handed the token whether it uses it or not.
    private static bool StartsMachine(Instruction step) =>
        step.Next is { OpCode.Code: Code.Stfld, Operand: FieldReference field } && field.DeclaringType.Name.Contains(">d__", StringComparison.Ordinal);

    private static IEnumerable<MethodDefinition> Bodies(MethodDefinition method)
    {
        var machine = method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name is "AsyncStateMachineAttribute" or "AsyncIteratorStateMachineAttribute");
        var steps = machine?.ConstructorArguments[0].Value is TypeReference type ? type.Resolve().Methods.Where(step => step.HasBody) : [];
        return method.HasBody ? steps.Prepend(method) : steps;
    }

    private static bool IsShapedByOthers(TypeDefinition type, MethodDefinition method) =>
        (method.IsVirtual && !method.IsNewSlot) || method.Overrides.Count > 0
        || type.Interfaces.Select(one => one.InterfaceType).Where(one => !one.IsIn("Monolith"))
            .Any(one => TypeReading.TryResolve(one)?.Methods.Any(declared => declared.Name == method.Name) == true);
}

public sealed class TokensArePassedOnTests : RuleTests<TokensArePassedOn>
{
    protected override string[] Planted =>
    [
        "Monolith.Alpha.Application.DropsTheToken.Forget",
        "Monolith.Alpha.Application.DropsTheToken.Refuse",
        "Monolith.Alpha.Application.DropsTheToken.TakesNone",
    ];
}
