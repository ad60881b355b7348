using System.Linq.Expressions;
using System.Reflection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>CLR records and classes as input object types, built through their constructor.</summary>
internal static class InputTypes
{
    public static InputObjectType ObjectFor(ClrTypes types, Type type)
    {
        var name = types.TypeName(type, input: true);
        if (types.Builder.FindType(name) is InputObjectType { ClrType: not null } present)
        {
            return present.ClrType == type ? present : throw new NotSupportedException($"Both {present.ClrType} and {type} would be the input type '{name}'.");
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} has no public constructor and cannot be an input object.");
        var made = types.Builder.GetOrAddType(name, static n => new InputObjectType(n));
        made.ClrType = type;
        made.Description ??= XmlDocs.Of(type);
        made.IsOneOf = ClrTypes.Attribute<OneOfAttribute>(type) is not null;
        foreach (var parameter in constructor.GetParameters())
        {
            made.Fields.Add((InputField)Describe(types, parameter, new InputField(ClrTypes.MemberName(parameter, parameter.Name!), types.TypeOf(parameter, input: true))));
        }

        var settable = constructor.GetParameters().Length > 0 ? [] : type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).ToArray();
        foreach (var property in settable)
        {
            made.Fields.Add(new InputField(ClrTypes.MemberName(property, property.Name), types.TypeOf(property, input: true)) { Description = XmlDocs.Of(property) });
        }

        made.Construct = Compile(constructor, settable);
        return made;
    }

    public static InputValue Describe(ClrTypes types, ParameterInfo parameter, InputValue value)
    {
        value.Description = XmlDocs.Of(parameter);
        value.DeprecationReason = ClrTypes.Attribute<GraphQLDeprecatedAttribute>(parameter)?.Reason;
        value.Cost = ClrTypes.Attribute<CostAttribute>(parameter)?.Weight;
        if (parameter is { HasDefaultValue: true, DefaultValue: { } preset })
        {
            value.DefaultValue = ClrLiteral.Of(preset);
        }

        if (ClrTypes.Attribute<IDAttribute>(parameter)?.TypeName is { } typeName)
        {
            value.Convert = given => NodeIdCodec.DecodeAll(typeName, given);
        }

        types.OnInput?.Invoke(parameter, value);
        return value;
    }

    /// <summary>Reads the value at a place as a CLR type: given, or else the parameter's own default.</summary>
    public static Expression Read(Expression values, int index, Type type, object? preset)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Expression.Call(typeof(InputTypes), nameof(ReadOptional), type.GetGenericArguments(), values, Expression.Constant(index));
        }

        var fallback = preset is null ? (Expression)Expression.Default(type) : Expression.Convert(Expression.Constant(preset), type);
        return Expression.Call(typeof(InputTypes), nameof(ReadValue), [type], values, Expression.Constant(index), fallback);
    }

    public static Func<ArgumentValues, object> Compile(ConstructorInfo constructor, PropertyInfo[] settable)
    {
        var values = Expression.Parameter(typeof(ArgumentValues));
        var parameters = constructor.GetParameters();
        var make = Expression.New(constructor, parameters.Select((p, i) => Read(values, i, p.ParameterType, p.HasDefaultValue ? p.DefaultValue : null)));
        Expression body = settable.Length == 0
            ? make
            : Expression.MemberInit(make, settable.Select((p, i) => Expression.Bind(p, Read(values, i, p.PropertyType, null))));
        return Expression.Lambda<Func<ArgumentValues, object>>(Expression.Convert(body, typeof(object)), values).Compile();
    }

    private static T ReadValue<T>(ArgumentValues values, int index, T fallback) => values.Has(index) ? ValueConversion.To<T>(values.Raw(index)) : fallback;

    private static Optional<T> ReadOptional<T>(ArgumentValues values, int index) => values.Has(index) ? new Optional<T>(ValueConversion.To<T>(values.Raw(index))) : default;
}
