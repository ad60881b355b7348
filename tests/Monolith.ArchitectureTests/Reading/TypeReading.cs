using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Monolith.ArchitectureTests.Reading;

/// <summary>What a type is and whom it knows.</summary>
internal static class TypeReading
{
    public static bool IsIn(this TypeReference type, string ns)
    {
        var top = type;
        while (top.DeclaringType is { } outer)
        {
            top = outer;
        }

        return top.Namespace == ns || top.Namespace.StartsWith(ns + ".", StringComparison.Ordinal);
    }

    public static bool IsGenerated(this TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.HasAttribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute")
        || (type.DeclaringType is { } outer && outer.IsGenerated());

    public static bool HasAttribute(this ICustomAttributeProvider provider, string fullName) =>
        provider.CustomAttributes.Any(attribute => attribute.AttributeType.GetElementType().FullName == fullName);

    /// <summary>The type and everything written inside it, whatever the compiler made of it.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>The methods written in the type: its own, and those of closures and state machines.</summary>
    public static IEnumerable<MethodDefinition> Bodies(this TypeDefinition type) =>
        type.WithNested().SelectMany(nested => nested.Methods).Where(method => method.HasBody);

    public static IEnumerable<MethodReference> Calls(this MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>() : [];

    public static bool DerivesFrom(this TypeDefinition type, string fullName)
    {
        for (var parent = type.BaseType; parent is not null; parent = TryResolve(parent)?.BaseType)
        {
            if (parent.GetElementType().FullName == fullName)
            {
                return true;
            }
        }

        return false;
    }

    public static GenericInstanceType? Implements(this TypeDefinition type, string fullName) =>
        type.Interfaces.Select(one => one.InterfaceType).OfType<GenericInstanceType>().FirstOrDefault(one => one.ElementType.FullName == fullName);

    public static TypeDefinition? TryResolve(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>Every other type named in the signatures, attributes and code of this one, without generics and arrays around it.</summary>
    public static IReadOnlySet<TypeReference> Uses(this TypeDefinition type) =>
        type.WithNested().SelectMany(UsesOfOne).SelectMany(Flatten).ToHashSet(ByFullName.Instance);

    private static IEnumerable<TypeReference?> UsesOfOne(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. AttributesOf(type),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Fields.SelectMany(AttributesOf),
        .. type.Properties.SelectMany(AttributesOf),
        .. type.Methods.SelectMany(UsesOfMethod),
    ];

    private static IEnumerable<TypeReference?> UsesOfMethod(MethodDefinition method) =>
    [
        .. SignatureOf(method),
        .. AttributesOf(method),
        .. method.Parameters.SelectMany(AttributesOf),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => UsesOfOperand(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> UsesOfOperand(object? operand) => operand switch
    {
        GenericInstanceMethod method => [.. method.GenericArguments, .. SignatureOf(method.ElementMethod)],
        MethodReference method => SignatureOf(method),
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> SignatureOf(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    private static IEnumerable<TypeReference> AttributesOf(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Flatten(generic.ElementType), .. generic.GenericArguments.SelectMany(Flatten)],
        TypeSpecification wrapped => Flatten(wrapped.ElementType),
        _ => [type],
    };

    private sealed class ByFullName : IEqualityComparer<TypeReference>
    {
        public static readonly ByFullName Instance = new();

        public bool Equals(TypeReference? x, TypeReference? y) => x?.FullName == y?.FullName;

        public int GetHashCode(TypeReference obj) => StringComparer.Ordinal.GetHashCode(obj.FullName);
    }
}
