using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

internal ref partial struct DocumentParser
{
    private ValueNode ParseValue(bool isConstant)
    {
        var start = lexer.Start;
        switch (lexer.Kind)
        {
            case TokenKind.LeftBracket:
                return ParseList(isConstant);
            case TokenKind.LeftBrace:
                return ParseObject(isConstant);
            case TokenKind.Integer:
            case TokenKind.Float:
                return ParseNumber();
            case TokenKind.String:
            case TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.Dollar when isConstant:
                Advance();
                throw Peek(TokenKind.Name)
                    ? Error(start, $"Unexpected variable \"${Excerpt.Of(NameTable.Get(lexer.Bytes))}\" in constant value.")
                    : Error(start, "Unexpected \"$\".");
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected();
        }
    }

    private VariableNode ParseVariable()
    {
        var start = lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode(From(start), name);
    }

    private ValueNode ParseNumber()
    {
        var start = lexer.Start;
        var isFloat = Peek(TokenKind.Float);
        var digits = System.Text.Encoding.ASCII.GetString(lexer.Bytes);
        Advance();
        return isFloat ? new FloatValueNode(From(start), digits) : new IntValueNode(From(start), digits);
    }

    private StringValueNode ParseString()
    {
        var start = lexer.Start;
        var isBlock = Peek(TokenKind.BlockString);
        var value = lexer.StringValue();
        Advance();
        return new StringValueNode(From(start), value, isBlock);
    }

    private ValueNode ParseNamedValue()
    {
        var start = lexer.Start;
        var name = NameTable.Get(lexer.Bytes);
        Advance();
        return name switch
        {
            "true" => new BooleanValueNode(From(start), true),
            "false" => new BooleanValueNode(From(start), false),
            "null" => new NullValueNode(From(start)),
            _ => new EnumValueNode(From(start), name),
        };
    }

    private ListValueNode ParseList(bool isConstant)
    {
        Enter();
        var start = lexer.Start;
        Advance();
        var items = ImmutableArray.CreateBuilder<ValueNode>();
        while (!Skip(TokenKind.RightBracket))
        {
            items.Add(ParseValue(isConstant));
        }

        Leave();
        return new ListValueNode(From(start), items.DrainToImmutable());
    }

    private ObjectValueNode ParseObject(bool isConstant)
    {
        Enter();
        var start = lexer.Start;
        Advance();
        var members = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        while (!Skip(TokenKind.RightBrace))
        {
            var memberStart = lexer.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(isConstant);
            members.Add(new ObjectFieldNode(From(memberStart), name, value));
        }

        Leave();
        return new ObjectValueNode(From(start), members.DrainToImmutable());
    }

    private TypeNode ParseType()
    {
        var start = lexer.Start;
        TypeNode type;
        if (Peek(TokenKind.LeftBracket))
        {
            Enter();
            Advance();
            var inner = ParseType();
            Expect(TokenKind.RightBracket);
            Leave();
            type = new ListTypeNode(From(start), inner);
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(From(start), type) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var start = lexer.Start;
        var name = ParseName();
        return new NamedTypeNode(From(start), name);
    }
}
