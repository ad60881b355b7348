using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>Fields whose arguments are the properties of one record, for hosts that bind messages to fields.</summary>
public static class RecordArguments
{
    /// <summary>
    /// Adds the parameters of the record's constructor as arguments of the field and answers how to make the record of their values. The arguments must
    /// be the field's first.
    /// </summary>
    /// <param name="types">The types of the schema that is being built.</param>
    /// <param name="field">The field, without arguments so far.</param>
    /// <param name="record">A class with a public constructor.</param>
    /// <exception cref="NotSupportedException">The class has no public constructor.</exception>
    public static Func<ArgumentValues, object> AddTo(ClrTypes types, OutputField field, Type record)
    {
        var constructor = record.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new NotSupportedException($"{record} has no public constructor.");
        foreach (var parameter in constructor.GetParameters())
        {
            var argument = new Argument(ClrTypes.MemberName(parameter, parameter.Name!), types.TypeOf(parameter, input: true));
            field.Arguments.Add((Argument)InputTypes.Describe(types, parameter, argument));
        }

        return InputTypes.Compile(constructor, []);
    }
}
