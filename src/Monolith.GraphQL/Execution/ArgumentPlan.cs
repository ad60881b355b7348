using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The arguments of a selected field or its directive: coerced once when they are constant, else for each request (CoerceArgumentValues, section 6.4.1).</summary>
internal sealed class ArgumentPlan
{
    private static readonly ArgumentPlan Empty = new([], [], ArgumentValues.None);
    private readonly MemberCollection<Argument> _declared;
    private readonly ValueNode?[] _literals;
    private readonly ArgumentValues? _constant;

    private ArgumentPlan(MemberCollection<Argument> declared, ValueNode?[] literals, ArgumentValues? constant)
    {
        _declared = declared;
        _literals = literals;
        _constant = constant;
    }

    public static ArgumentPlan For(MemberCollection<Argument> declared, ImmutableArray<ArgumentNode> arguments)
    {
        if (declared.Count == 0)
        {
            return Empty;
        }

        var literals = new ValueNode?[declared.Count];
        foreach (var given in arguments)
        {
            if (declared.IndexOf(given.Name.Value) is var index and >= 0)
            {
                literals[index] = given.Value;
            }
        }

        return new ArgumentPlan(declared, literals, Array.Exists(literals, l => l is not null && LiteralCoercion.HasVariables(l)) ? null : Constant(declared, literals));
    }

    /// <summary>The values for a request.</summary>
    /// <exception cref="GraphQLException">A value does not fit; code <c>INVALID_ARGUMENT</c>, or what a conversion says.</exception>
    public ArgumentValues Coerce(VariableValues variables)
    {
        if (_constant is not null)
        {
            return _constant;
        }

        var values = new object?[_literals.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = One(_declared[i], _literals[i], variables);
        }

        return new ArgumentValues(_declared, values);
    }

    private static ArgumentValues? Constant(MemberCollection<Argument> declared, ValueNode?[] literals)
    {
        try
        {
            return new ArgumentPlan(declared, literals, null).Coerce(VariableValues.None);
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    private static object? One(Argument argument, ValueNode? literal, VariableValues variables)
    {
        try
        {
            var value = literal is null ? ArgumentValues.Absent : LiteralCoercion.Coerce(argument.Type, literal, variables);
            if (ReferenceEquals(value, ArgumentValues.Absent))
            {
                if (argument.DefaultValue is null)
                {
                    return argument.Type.IsNonNull ? throw new CoercionException($"{argument.Type} is required.") : value;
                }

                value = LiteralCoercion.Coerce(argument.Type, argument.DefaultValue, VariableValues.None);
            }

            return argument.Convert is null ? value : argument.Convert(value);
        }
        catch (CoercionException fault)
        {
            throw new GraphQLException($"The argument '{argument.Name}' has an invalid value. {fault.Message}", "INVALID_ARGUMENT");
        }
    }
}
