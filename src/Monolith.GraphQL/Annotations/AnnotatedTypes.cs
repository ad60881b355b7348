using System.Reflection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>Adds annotated classes to a schema.</summary>
public static class AnnotatedTypes
{
    /// <summary>Adds every class of an assembly that carries <see cref="ObjectTypeAttribute{T}"/>, <see cref="QueryTypeAttribute"/>, <see cref="MutationTypeAttribute"/> or <see cref="SubscriptionTypeAttribute"/>.</summary>
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
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(m => m.MetadataToken).ToArray();
        var sources = methods.Select(SourceOf).ToHashSet();
        foreach (var method in methods)
        {
            if (ClrTypes.Attribute<GraphQLIgnoreAttribute>(method) is not null || method.IsSpecialName || sources.Contains(method.Name))
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

    private static string? SourceOf(MethodInfo method) => ClrTypes.Attribute<SubscribeAttribute>(method)?.With;

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
                case SubscriptionTypeAttribute:
                    return (builder.Object("Subscription"), null);
            }
        }

        return null;
    }

    private static void AddField(ClrTypes types, ObjectType target, MethodInfo method)
    {
        var name = ClrTypes.Attribute<GraphQLNameAttribute>(method)?.Name ?? NameRules.LowerCamel(FieldName(method.Name));
        var field = new OutputField(name, types.TypeOf(method));
        AddArguments(types, method, field);
        if (SourceOf(method) is { } with)
        {
            var source = method.DeclaringType!.GetMethod(with) ?? throw new NotSupportedException($"{method.DeclaringType} has no public static method {with} for the events of {name}.");
            AddArguments(types, source, field);
            field.Subscribe = ResolverCompiler.Stream(types, source, field);
        }

        if (EventSources.IsSource(method))
        {
            field.Subscribe = ResolverCompiler.Stream(types, method, field);
            field.Pure = EventSources.Event;
            field.MayBeStub = false;
        }
        else if (BatchResolvers.IsBatch(method))
        {
            BatchResolvers.Compile(types, method, field);
        }
        else
        {
            ResolverCompiler.Compile(types, method, field);
        }

        if (target.Name == "Subscription" && field.Subscribe is null)
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} has no events: answer with an IAsyncEnumerable<T>, or say [Subscribe(With = …)].");
        }

        OutputTypes.Describe(method, field, XmlDocs.Of(method));
        types.OnField?.Invoke(method, field);
        target.Fields.Replace(field);
    }

    private static void AddArguments(ClrTypes types, MethodInfo method, OutputField field)
    {
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(PageArguments))
            {
                PageArguments.AddTo(field);
            }
            else if (ResolverCompiler.IsArgument(types, parameter) && ClrTypes.MemberName(parameter, parameter.Name!) is var name && !field.Arguments.Contains(name))
            {
                field.Arguments.Add((Argument)InputTypes.Describe(types, parameter, new Argument(name, types.TypeOf(parameter, input: true))));
            }
        }
    }

    private static string FieldName(string name)
    {
        name = name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        return name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]) ? name[3..] : name;
    }
}
