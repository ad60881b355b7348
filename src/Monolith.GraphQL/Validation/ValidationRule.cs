using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation;

/// <summary>One rule of section 5. It is told of every node of the document once, in order, and keeps state for one document only.</summary>
internal abstract class ValidationRule
{
    public virtual void Enter(ValidationContext context, DefinitionNode node)
    {
    }

    public virtual void Enter(ValidationContext context, OperationDefinitionNode node)
    {
    }

    public virtual void Enter(ValidationContext context, VariableDefinitionNode node)
    {
    }

    public virtual void Enter(ValidationContext context, FragmentDefinitionNode node)
    {
    }

    public virtual void Enter(ValidationContext context, SelectionSetNode node)
    {
    }

    public virtual void Enter(ValidationContext context, FieldNode node)
    {
    }

    public virtual void Enter(ValidationContext context, FragmentSpreadNode node)
    {
    }

    public virtual void Enter(ValidationContext context, InlineFragmentNode node)
    {
    }

    public virtual void EnterDirectives(ValidationContext context, SyntaxNode owner, IHasDirectives directives)
    {
    }

    public virtual void Enter(ValidationContext context, DirectiveNode node)
    {
    }

    public virtual void Enter(ValidationContext context, ArgumentNode node)
    {
    }

    public virtual void Enter(ValidationContext context, NamedTypeNode node)
    {
    }

    public virtual void Enter(ValidationContext context, ValueNode node)
    {
    }

    public virtual void Enter(ValidationContext context, ObjectFieldNode node)
    {
    }

    public virtual void LeaveDocument(ValidationContext context)
    {
    }
}
