using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

internal ref partial struct DocumentParser
{
    private DefinitionNode ParseDefinition()
    {
        if (Peek(TokenKind.LeftBrace))
        {
            var set = ParseSelectionSet();
            return new OperationDefinitionNode(From(set.Location.Start), null, OperationType.Query, null, [], [], set);
        }

        var start = lexer.Start;
        var description = ParseDescription();
        if (description is not null && Peek(TokenKind.LeftBrace))
        {
            throw Error(lexer.Start, "Unexpected description, descriptions are not supported on shorthand queries.");
        }

        if (Peek(TokenKind.Name))
        {
            if (PeekOperationType() is { } operation)
            {
                return ParseOperation(start, description, operation);
            }

            if (PeekKeyword("fragment"u8))
            {
                return ParseFragment(start, description);
            }

            return ParseTypeSystemDefinition(start, description);
        }

        throw Unexpected();
    }

    private readonly OperationType? PeekOperationType() =>
        PeekKeyword("query"u8) ? OperationType.Query
        : PeekKeyword("mutation"u8) ? OperationType.Mutation
        : PeekKeyword("subscription"u8) ? OperationType.Subscription
        : null;

    private OperationDefinitionNode ParseOperation(int start, StringValueNode? description, OperationType operation)
    {
        Advance();
        var name = Peek(TokenKind.Name) ? ParseName() : null;
        var variables = OptionalMany(TokenKind.LeftParenthesis, static (ref p) => p.ParseVariableDefinition(), TokenKind.RightParenthesis);
        var directives = ParseDirectives(isConstant: false);
        var set = ParseSelectionSet();
        return new OperationDefinitionNode(From(start), description, operation, name, variables, directives, set);
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equal) ? ParseValue(isConstant: true) : null;
        var directives = ParseDirectives(isConstant: true);
        return new VariableDefinitionNode(From(start), description, variable, type, defaultValue, directives);
    }

    private FragmentDefinitionNode ParseFragment(int start, StringValueNode? description)
    {
        Advance();
        if (PeekKeyword("on"u8))
        {
            throw Unexpected();
        }

        var name = ParseName();
        ExpectKeyword("on");
        var condition = ParseNamedType();
        var directives = ParseDirectives(isConstant: false);
        var set = ParseSelectionSet();
        return new FragmentDefinitionNode(From(start), description, name, condition, directives, set);
    }

    private SelectionSetNode ParseSelectionSet()
    {
        Enter();
        var start = lexer.Start;
        var selections = Many(TokenKind.LeftBrace, static (ref p) => p.ParseSelection(), TokenKind.RightBrace);
        Leave();
        return new SelectionSetNode(From(start), selections);
    }

    private SelectionNode ParseSelection() => Peek(TokenKind.Spread) ? ParseFragmentSelection() : ParseField();

    private FieldNode ParseField()
    {
        var start = lexer.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        if (++fields > options.MaxFields)
        {
            throw TooLarge(start, $"{options.MaxFields} fields");
        }

        var arguments = ParseArguments(isConstant: false);
        var directives = ParseDirectives(isConstant: false);
        var set = Peek(TokenKind.LeftBrace) ? ParseSelectionSet() : null;
        return new FieldNode(From(start), alias, name, arguments, directives, set);
    }

    private SelectionNode ParseFragmentSelection()
    {
        var start = lexer.Start;
        Advance();
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && Peek(TokenKind.Name))
        {
            var name = ParseName();
            var spreadDirectives = ParseDirectives(isConstant: false);
            return new FragmentSpreadNode(From(start), name, spreadDirectives);
        }

        var condition = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConstant: false);
        var set = ParseSelectionSet();
        return new InlineFragmentNode(From(start), condition, directives, set);
    }

    private ImmutableArray<ArgumentNode> ParseArguments(bool isConstant) => isConstant
        ? OptionalMany(TokenKind.LeftParenthesis, static (ref p) => p.ParseArgument(isConstant: true), TokenKind.RightParenthesis)
        : OptionalMany(TokenKind.LeftParenthesis, static (ref p) => p.ParseArgument(isConstant: false), TokenKind.RightParenthesis);

    private ArgumentNode ParseArgument(bool isConstant)
    {
        var start = lexer.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConstant);
        return new ArgumentNode(From(start), name, value);
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConstant)
    {
        if (!Peek(TokenKind.At))
        {
            return [];
        }

        var directives = ImmutableArray.CreateBuilder<DirectiveNode>(1);
        while (Peek(TokenKind.At))
        {
            var start = lexer.Start;
            if (directives.Count >= options.MaxDirectivesPerPlace)
            {
                throw TooLarge(start, $"{options.MaxDirectivesPerPlace} directives at one place");
            }

            Advance();
            var name = ParseName();
            var arguments = ParseArguments(isConstant);
            directives.Add(new DirectiveNode(From(start), name, arguments));
        }

        return directives.DrainToImmutable();
    }
}
