using System.Reflection;
using System.Text.Json;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>
/// How CLR types become types of a schema that is being built: scalars by a table, enums in UPPER_SNAKE, records as object or input object types, collections as
/// lists, nullability as annotated. Reflection happens here only; at run time there are compiled delegates.
/// </summary>
public sealed class ClrTypes
{
    private readonly SchemaBuilder _builder;
    private readonly Dictionary<Type, TypeReference> _table = new()
    {
        [typeof(string)] = "String",
        [typeof(char)] = "String",
        [typeof(Uri)] = "String",
        [typeof(bool)] = "Boolean",
        [typeof(byte)] = "Int",
        [typeof(short)] = "Int",
        [typeof(int)] = "Int",
        [typeof(long)] = "Long",
        [typeof(float)] = "Float",
        [typeof(double)] = "Float",
        [typeof(decimal)] = "Float",
        [typeof(Guid)] = "UUID",
        [typeof(DateTime)] = "DateTime",
        [typeof(DateTimeOffset)] = "DateTime",
        [typeof(DateOnly)] = "Date",
        [typeof(TimeOnly)] = "LocalTime",
        [typeof(TimeSpan)] = "Duration",
        [typeof(byte[])] = "Base64String",
        [typeof(JsonElement)] = "JSON",
        [typeof(object)] = "Any",
    };

    internal ClrTypes(SchemaBuilder builder) => _builder = builder;

    /// <summary>Names the type for a CLR type that has no <see cref="GraphQLNameAttribute"/>; null: the default name. The flag tells input from output.</summary>
    public Func<Type, bool, string?>? NameFor { get; set; }

    /// <summary>Called for each object type made from a CLR type, after its fields are there.</summary>
    public Action<Type, ObjectType>? OnObjectType { get; set; }

    /// <summary>Called for each field made from a CLR property or method.</summary>
    public Action<MemberInfo, OutputField>? OnField { get; set; }

    /// <summary>Called for each input field or argument made from a CLR property or parameter.</summary>
    public Action<ICustomAttributeProvider, InputValue>? OnInput { get; set; }

    /// <summary>Whether a property is left out, besides those with <see cref="GraphQLIgnoreAttribute"/>.</summary>
    public Func<PropertyInfo, bool>? Ignores { get; set; }

    internal SchemaBuilder Builder => _builder;

    /// <summary>Shows and takes a CLR type as a type of the schema, for example a value object as a scalar. The reference is the nullable type.</summary>
    public void Register(Type clrType, TypeReference type) => _table[clrType] = type;

    /// <summary>The nullable type that shows values of a CLR type, made and added when it is not there yet.</summary>
    /// <exception cref="NotSupportedException">The CLR type has no public properties to show.</exception>
    public TypeReference OutputTypeFor(Type type) => Named(type, input: false);

    /// <summary>The nullable type that takes values of a CLR type as arguments, made and added when it is not there yet.</summary>
    /// <exception cref="NotSupportedException">The CLR type has no public constructor.</exception>
    public TypeReference InputTypeFor(Type type) => Named(type, input: true);

    /// <summary>The object type that shows a CLR type.</summary>
    public ObjectType ObjectTypeFor(Type type) => OutputTypes.ObjectFor(this, type);

    /// <summary>The input object type that takes a CLR type.</summary>
    public InputObjectType InputObjectTypeFor(Type type) => InputTypes.ObjectFor(this, type);

    /// <summary>The type of a property, with lists and nullability as annotated.</summary>
    public TypeReference TypeOf(PropertyInfo property, bool input) => Annotated(property, () => Shape(new NullabilityInfoContext().Create(property), input));

    /// <summary>The type of a parameter, with lists and nullability as annotated.</summary>
    public TypeReference TypeOf(ParameterInfo parameter, bool input) => Annotated(parameter, () => Shape(new NullabilityInfoContext().Create(parameter), input));

    /// <summary>The type a method answers with, without its task or stream, or the list of a <see cref="BatchResolverAttribute"/>.</summary>
    public TypeReference TypeOf(MethodInfo method)
    {
        var answer = new NullabilityInfoContext().Create(method.ReturnParameter);
        answer = IsTask(answer.Type) ? answer.GenericTypeArguments[0] : answer;
        return Annotated(method, () => Shape(IsStream(answer.Type) || BatchResolvers.IsBatch(method) ? ItemOf(answer) : answer, input: false));
    }

    private static NullabilityInfo ItemOf(NullabilityInfo list) => list.ElementType ?? list.GenericTypeArguments.FirstOrDefault() ?? list;

    internal static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    internal static bool IsTask(Type type) => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    internal static T? Attribute<T>(ICustomAttributeProvider member)
        where T : Attribute => member.GetCustomAttributes(typeof(T), false).OfType<T>().FirstOrDefault() ?? OfRecord<T>(member);

    // An attribute of a positional record's parameter counts for its property too, and the other way round.
    private static T? OfRecord<T>(ICustomAttributeProvider member)
        where T : Attribute => member switch
        {
            PropertyInfo { DeclaringType: { } type, Name: var name } =>
                type.GetConstructors().SelectMany(c => c.GetParameters()).FirstOrDefault(p => p.Name == name)?.GetCustomAttribute<T>(),
            ParameterInfo { Member: ConstructorInfo { DeclaringType: { } type }, Name: { } name } => type.GetProperty(name)?.GetCustomAttribute<T>(),
            _ => null,
        };

    internal static string MemberName(ICustomAttributeProvider member, string clrName) => Attribute<GraphQLNameAttribute>(member)?.Name ?? NameRules.LowerCamel(clrName);

    internal string TypeName(Type type, bool input)
    {
        var name = Attribute<GraphQLNameAttribute>(type)?.Name ?? NameFor?.Invoke(type, input);
        if (name is not null)
        {
            return name;
        }

        name = type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(a => TypeName(a, input: false))) + type.Name.Split('`')[0]
            : type.Name;
        return input && !type.IsEnum && !name.EndsWith("Input", StringComparison.Ordinal) ? name + "Input" : name;
    }

    internal bool IsScalar(Type type) => _table.ContainsKey(Nullable.GetUnderlyingType(type) ?? type) || (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    private static TypeReference Annotated(ICustomAttributeProvider member, Func<TypeReference> shape)
    {
        if (Attribute<GraphQLTypeAttribute>(member) is { } written)
        {
            return written.Type;
        }

        return Attribute<IDAttribute>(member) is null ? shape() : AsId(shape().ToString());
    }

    private static TypeReference AsId(string shape)
    {
        var name = shape.Trim('[', ']', '!');
        return TypeReference.Parse(shape.Replace(name, "ID", StringComparison.Ordinal));
    }

    private TypeReference Shape(NullabilityInfo nullability, bool input)
    {
        var type = nullability.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return WithoutNonNull(Shape(nullability.GenericTypeArguments[0], input));
        }

        var inner = Nullable.GetUnderlyingType(type);
        var isNull = inner is not null || (!type.IsValueType && nullability.ReadState is not NullabilityState.NotNull);
        type = inner ?? type;
        var item = _table.ContainsKey(type) ? null : Execution.ValueConversion.ItemType(type);
        var shape = item is null
            ? Named(type, input)
            : Shape(type.IsArray ? nullability.ElementType! : nullability.GenericTypeArguments[0], input).List();
        return isNull ? shape : shape.NonNull();
    }

    private static TypeReference WithoutNonNull(TypeReference reference) => reference.ToString() is [.. var inner, '!'] ? inner : reference;

    private TypeReference Named(Type type, bool input)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (_table.TryGetValue(type, out var known))
        {
            return known;
        }

        if (type.IsEnum)
        {
            return EnumTypes.For(this, type).Name;
        }

        return input ? InputTypes.ObjectFor(this, type).Name : OutputTypes.For(this, type).Name;
    }
}
