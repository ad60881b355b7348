using System.Reflection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>Adds annotated classes to a schema.</summary>
public static class AnnotatedTypes
{
    /// <summary>Adds every class of an assembly that carries <see cref="ObjectTypeAttribute{T}"/>, <see cref="QueryTypeAttribute"/> or <see cref="MutationTypeAttribute"/>.</summary>
    public static SchemaBuilder AddAnnotatedTypes(this SchemaBuilder builder, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (TargetOf(builder, type) is not null)
            {
                builder.AddTypeExtension(type);
            }
        }

        return builder;
    }

    /// <summary>Adds the public static methods of one annotated class as fields.</summary>
    /// <exception cref="NotSupportedException">The class carries none of the annotations, or a parameter or answer has no type in the schema.</exception>
    public static SchemaBuilder AddTypeExtension(this SchemaBuilder builder, Type type)
    {
        var (target, clrType) = TargetOf(builder, type) ?? throw new NotSupportedException($"{type} is not annotated with the type it extends.");
        target.Description ??= clrType is null ? null : XmlDocs.Of(clrType);
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(m => m.MetadataToken))
        {
            if (ClrTypes.Attribute<GraphQLIgnoreAttribute>(method) is not null || method.IsSpecialName)
            {
                continue;
            }

            if (ClrTypes.Attribute<NodeResolverAttribute>(method) is not null)
            {
                Nodes.Implement(builder, target, ResolverCompiler.Node(method));
            }
            else
            {
                AddField(builder.ClrTypes, target, method);
            }
        }

        return builder;
    }

    private static (ObjectType Target, Type? ClrType)? TargetOf(SchemaBuilder builder, Type type)
    {
        foreach (var attribute in type.GetCustomAttributes(false))
        {
            switch (attribute)
            {
                case IObjectTypeAttribute annotation:
                    return (builder.ClrTypes.ObjectTypeFor(annotation.ClrType), annotation.ClrType);
                case QueryTypeAttribute:
                    return (builder.Object("Query"), null);
                case MutationTypeAttribute:
                    return (builder.Object("Mutation"), null);
            }
        }

        return null;
    }

    private static void AddField(ClrTypes types, ObjectType target, MethodInfo method)
    {
        var name = ClrTypes.Attribute<GraphQLNameAttribute>(method)?.Name ?? NameRules.LowerCamel(FieldName(method.Name));
        var field = new OutputField(name, types.TypeOf(method));
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(PageArguments))
            {
                PageArguments.AddTo(field);
            }
            else if (ResolverCompiler.IsArgument(types, parameter))
            {
                var argument = new Argument(ClrTypes.MemberName(parameter, parameter.Name!), types.TypeOf(parameter, input: true));
                field.Arguments.Add((Argument)InputTypes.Describe(types, parameter, argument));
            }
        }

        ResolverCompiler.Compile(types, method, field);
        OutputTypes.Describe(method, field, XmlDocs.Of(method));
        types.OnField?.Invoke(method, field);
        target.Fields.Replace(field);
    }

    private static string FieldName(string name)
    {
        name = name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        return name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]) ? name[3..] : name;
    }
}
