namespace Monolith.GraphQL.Language;

internal ref partial struct DocumentParser
{
    private DefinitionNode ParseExtension(int start)
    {
        Advance();
        if (!Peek(TokenKind.Name))
        {
            throw Unexpected();
        }

        var keyword = NameTable.Get(lexer.Bytes);
        if (keyword is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
        {
            throw Unexpected();
        }

        Advance();
        return keyword is "schema" ? ParseSchemaExtension(start) : ParseTypeExtension(start, keyword);
    }

    private SchemaExtensionNode ParseSchemaExtension(int start)
    {
        var directives = ParseDirectives(isConstant: true);
        var roots = OptionalMany(TokenKind.LeftBrace, static (ref p) => p.ParseRootType(), TokenKind.RightBrace);
        RequireAddition(directives.Length + roots.Length);
        return new SchemaExtensionNode(From(start), directives, roots);
    }

    private TypeExtensionNode ParseTypeExtension(int start, string keyword)
    {
        var name = ParseName();
        var interfaces = keyword is "type" or "interface" ? ParseImplements() : [];
        var directives = ParseDirectives(isConstant: true);
        var additions = directives.Length + interfaces.Length;
        switch (keyword)
        {
            case "type":
                var fields = ParseFieldDefinitions();
                RequireAddition(additions + fields.Length);
                return new ObjectTypeExtensionNode(From(start), name, directives, interfaces, fields);
            case "interface":
                var members = ParseFieldDefinitions();
                RequireAddition(additions + members.Length);
                return new InterfaceTypeExtensionNode(From(start), name, directives, interfaces, members);
            case "union":
                var types = ParseUnionMembers();
                RequireAddition(additions + types.Length);
                return new UnionTypeExtensionNode(From(start), name, directives, types);
            case "enum":
                var values = ParseEnumValues();
                RequireAddition(additions + values.Length);
                return new EnumTypeExtensionNode(From(start), name, directives, values);
            case "input":
                var inputs = ParseInputFields();
                RequireAddition(additions + inputs.Length);
                return new InputObjectTypeExtensionNode(From(start), name, directives, inputs);
            default:
                RequireAddition(additions);
                return new ScalarTypeExtensionNode(From(start), name, directives);
        }
    }

    private readonly void RequireAddition(int count)
    {
        if (count == 0)
        {
            throw Unexpected();
        }
    }
}
