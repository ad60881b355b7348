using System.Collections;
using System.Globalization;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The length that a list can have by its field's slicing arguments. Null and absent arguments do not count; what is negative counts as nothing.</summary>
internal sealed class ListSizeTerm : CostTerm
{
    private readonly OutputField _field;
    private readonly int _assumed;
    private readonly (int Variable, long Size, long? Otherwise)[] _slices;

    private ListSizeTerm(OutputField field, int assumed, (int, long, long?)[] slices)
    {
        _field = field;
        _assumed = assumed;
        _slices = slices;
    }

    public static CostTerm For(PreparedOperation operation, OutputField field, FieldNode node, int defaultSize)
    {
        var declared = field.ListSize;
        var assumed = declared?.AssumedSize ?? defaultSize;
        if (declared is null || declared.SlicingArguments.Count == 0)
        {
            return Constant(assumed);
        }

        var slices = declared.SlicingArguments.Where(field.Arguments.Contains).Select(name => Slice(operation, field.Arguments[name], node)).Where(s => s is not null).Select(s => s!.Value).ToArray();
        var term = new ListSizeTerm(field, assumed, slices);
        return Array.Exists(slices, s => s.Variable >= 0) ? term : Constant(term.Of(VariableValues.None));
    }

    public override long Of(VariableValues variables)
    {
        var (largest, given) = (0L, 0);
        foreach (var (variable, size, otherwise) in _slices)
        {
            if ((variable < 0 ? size : SizeOf(variables[variable]) ?? (ReferenceEquals(variables[variable], ArgumentValues.Absent) ? otherwise : null)) is { } found)
            {
                largest = Math.Max(largest, found);
                given++;
            }
        }

        if (_field.ListSize!.RequireOneSlicingArgument && given != 1)
        {
            throw new GraphQLException($"The field '{_field.Name}' takes exactly one of {string.Join(", ", _field.ListSize.SlicingArguments.Select(a => $"'{a}'"))}.", "INVALID_PAGE");
        }

        return given == 0 ? _assumed : largest;
    }

    private static (int Variable, long Size, long? Otherwise)? Slice(PreparedOperation operation, Argument argument, FieldNode node)
    {
        var literal = node.Arguments.FirstOrDefault(a => a.Name.Value == argument.Name)?.Value;
        var preset = argument.DefaultValue is null ? null : SizeOf(argument.DefaultValue);
        if (literal is VariableNode variable)
        {
            var index = Array.FindIndex(operation.Variables, v => v.Name == variable.Name.Value);
            return index < 0 ? null : (index, 0, preset);
        }

        return (literal is null ? preset : SizeOf(literal)) is { } size ? (-1, size, null) : null;
    }

    private static long? SizeOf(ValueNode literal) => literal switch
    {
        IntValueNode number => long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? Math.Max(0, size) : Most,
        ListValueNode list => list.Items.Length,
        NullValueNode => null,
        _ => 1,
    };

    private static long? SizeOf(object? value) => value switch
    {
        null => null,
        int size => Math.Max(0, size),
        long size => Math.Max(0, size),
        ICollection items => items.Count,
        _ => ReferenceEquals(value, ArgumentValues.Absent) ? null : 1,
    };
}
