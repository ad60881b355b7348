using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A type definition or a type extension.</summary>
public abstract class TypeSyntaxNode(Location location, NameNode name, ImmutableArray<DirectiveNode> directives) : DefinitionNode(location), IHasDirectives
{
    /// <summary>The name of the type.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives in the order written.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary>The definition of a type.</summary>
public abstract class TypeDefinitionNode(Location location, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives)
    : TypeSyntaxNode(location, name, directives)
{
    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;
}

/// <summary>Additions to a type.</summary>
public abstract class TypeExtensionNode(Location location, NameNode name, ImmutableArray<DirectiveNode> directives)
    : TypeSyntaxNode(location, name, directives);

/// <summary>What objects, interfaces and their extensions have in common.</summary>
public interface IComplexTypeSyntax
{
    /// <summary>The interfaces that the type says it implements.</summary>
    ImmutableArray<NamedTypeNode> Interfaces { get; }

    /// <summary>The fields in the order written.</summary>
    ImmutableArray<FieldDefinitionNode> Fields { get; }
}

/// <summary>What unions and their extensions have in common.</summary>
public interface IUnionTypeSyntax
{
    /// <summary>The member types.</summary>
    ImmutableArray<NamedTypeNode> Types { get; }
}

/// <summary>What enums and their extensions have in common.</summary>
public interface IEnumTypeSyntax
{
    /// <summary>The enum's values.</summary>
    ImmutableArray<EnumValueDefinitionNode> Values { get; }
}

/// <summary>What input objects and their extensions have in common.</summary>
public interface IInputObjectTypeSyntax
{
    /// <summary>The input fields in the order written.</summary>
    ImmutableArray<InputValueDefinitionNode> Fields { get; }
}
