using Mono.Cecil;
using Mono.Cecil.Cil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A method's body is at most 40 lines between its braces.</summary>
public sealed class MethodsAreShort : IRule
{
    private const int Most = 40;

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.AllTypes.SelectMany(type => type.Bodies().Select(method => (type, method, lines: LinesOf(method)))).Where(one => one.lines is not null),
        one => one.lines > Most ? [new Breach($"{one.type.FullName}.{NameOf(one.method)}", $"has {one.lines} lines, {Most} at most")] : []);

    private static int? LinesOf(MethodDefinition method)
    {
        // Field initialisers are compiled into constructors although they are written elsewhere.
        var from = method.IsConstructor ? OffsetOfBody(method) : 0;
        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden && point.Offset >= from && IsWritten(point.Document)).ToList();
        return points.Count == 0 ? null : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1 - Braces(method, points);
    }

    private static int Braces(MethodDefinition method, List<SequencePoint> points)
    {
        var first = points.MinBy(point => (point.StartLine, point.StartColumn))!;
        var opens = first.EndLine == first.StartLine && first.EndColumn - first.StartColumn == 1;
        return opens && points.Max(point => point.EndLine) > first.StartLine && !method.IsConstructor ? 2 : 0;
    }

    private static int OffsetOfBody(MethodDefinition method) =>
        method.IsStatic
            ? int.MaxValue
            : method.Body.Instructions.FirstOrDefault(step => step.OpCode == OpCodes.Call && step.Operand is MethodReference { Name: ".ctor" })?.Offset ?? 0;

    private static bool IsWritten(Document document) => !document.Url.EndsWith(".g.cs", StringComparison.Ordinal) && !document.Url.Contains("/obj/", StringComparison.Ordinal);

    private static string NameOf(MethodDefinition method) => method.Name == "MoveNext" ? method.DeclaringType.Name.Split('<', '>')[1] : method.Name;
}

public sealed class MethodsAreShortTests : RuleTests<MethodsAreShort>
{
    protected override string[] Planted => ["Monolith.Alpha.Domain.LongWinded.Speak", "Monolith.Alpha.Domain.LongWinded.SpeakLater"];
}
