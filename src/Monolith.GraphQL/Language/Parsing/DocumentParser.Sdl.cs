using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

internal ref partial struct DocumentParser
{
    private StringValueNode? ParseDescription() => lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private DefinitionNode ParseTypeSystemDefinition(int start, StringValueNode? description)
    {
        var keyword = NameTable.Get(lexer.Bytes);
        if (!options.AllowSdl && keyword is "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive" or "extend")
        {
            throw Error(lexer.Start, "Type system definitions are not accepted here.");
        }

        switch (keyword)
        {
            case "schema":
                return ParseSchema(start, description);
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                Advance();
                return ParseTypeDefinition(start, description, keyword);
            case "directive":
                return ParseDirectiveDefinition(start, description);
            case "extend" when description is null:
                return ParseExtension(start);
        }

        throw description is null ? Unexpected() : Error(start, "Unexpected description, only definitions support descriptions.");
    }

    private SchemaDefinitionNode ParseSchema(int start, StringValueNode? description)
    {
        Advance();
        var directives = ParseDirectives(isConstant: true);
        var roots = Many(TokenKind.LeftBrace, static (ref p) => p.ParseRootType(), TokenKind.RightBrace);
        return new SchemaDefinitionNode(From(start), description, directives, roots);
    }

    private OperationTypeDefinitionNode ParseRootType()
    {
        var start = lexer.Start;
        if (PeekOperationType() is not { } operation)
        {
            if (!Peek(TokenKind.Name))
            {
                Expect(TokenKind.Name);
            }

            throw Unexpected();
        }

        Advance();
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new OperationTypeDefinitionNode(From(start), operation, type);
    }

    private TypeDefinitionNode ParseTypeDefinition(int start, StringValueNode? description, string keyword)
    {
        var name = ParseName();
        var interfaces = keyword is "type" or "interface" ? ParseImplements() : [];
        var directives = ParseDirectives(isConstant: true);
        switch (keyword)
        {
            case "type":
                var fields = ParseFieldDefinitions();
                return new ObjectTypeDefinitionNode(From(start), description, name, directives, interfaces, fields);
            case "interface":
                var members = ParseFieldDefinitions();
                return new InterfaceTypeDefinitionNode(From(start), description, name, directives, interfaces, members);
            case "union":
                var types = ParseUnionMembers();
                return new UnionTypeDefinitionNode(From(start), description, name, directives, types);
            case "enum":
                var values = ParseEnumValues();
                return new EnumTypeDefinitionNode(From(start), description, name, directives, values);
            case "input":
                var inputs = ParseInputFields();
                return new InputObjectTypeDefinitionNode(From(start), description, name, directives, inputs);
            default:
                return new ScalarTypeDefinitionNode(From(start), description, name, directives);
        }
    }

    private ImmutableArray<NamedTypeNode> ParseImplements() =>
        SkipKeyword("implements"u8) ? Delimited(TokenKind.Ampersand, static (ref p) => p.ParseNamedType()) : [];

    private ImmutableArray<FieldDefinitionNode> ParseFieldDefinitions() =>
        OptionalMany(TokenKind.LeftBrace, static (ref p) => p.ParseFieldDefinition(), TokenKind.RightBrace);

    private ImmutableArray<InputValueDefinitionNode> ParseInputFields() =>
        OptionalMany(TokenKind.LeftBrace, static (ref p) => p.ParseInputValueDefinition(), TokenKind.RightBrace);

    private ImmutableArray<InputValueDefinitionNode> ParseArgumentDefinitions() =>
        OptionalMany(TokenKind.LeftParenthesis, static (ref p) => p.ParseInputValueDefinition(), TokenKind.RightParenthesis);

    private ImmutableArray<NamedTypeNode> ParseUnionMembers() =>
        Skip(TokenKind.Equal) ? Delimited(TokenKind.Pipe, static (ref p) => p.ParseNamedType()) : [];

    private ImmutableArray<EnumValueDefinitionNode> ParseEnumValues() =>
        OptionalMany(TokenKind.LeftBrace, static (ref p) => p.ParseEnumValueDefinition(), TokenKind.RightBrace);

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConstant: true);
        return new FieldDefinitionNode(From(start), description, name, arguments, type, directives);
    }

    private InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equal) ? ParseValue(isConstant: true) : null;
        var directives = ParseDirectives(isConstant: true);
        return new InputValueDefinitionNode(From(start), description, name, type, defaultValue, directives);
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        if (PeekKeyword("true"u8) || PeekKeyword("false"u8) || PeekKeyword("null"u8))
        {
            throw Error(lexer.Start, $"{DescribeToken()} is reserved and cannot be used for an enum value.");
        }

        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        return new EnumValueDefinitionNode(From(start), description, name, directives);
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, StringValueNode? description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        var isRepeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on");
        var locations = Delimited(TokenKind.Pipe, static (ref p) => p.ParseDirectiveLocation());
        return new DirectiveDefinitionNode(From(start), description, name, arguments, isRepeatable, locations);
    }

    private NameNode ParseDirectiveLocation()
    {
        if (Peek(TokenKind.Name) && !DirectivePlaces.Contains(NameTable.Get(lexer.Bytes)))
        {
            throw Unexpected();
        }

        return ParseName();
    }
}
