using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl.Rules;

namespace Monolith.GraphQL.Sdl;

/// <summary>Rules that can be checked on definitions before there are types: unique and known names, extensions, the use of directives.</summary>
public static class SdlValidator
{
    /// <summary>Everything that is wrong with the definitions of a document; executable definitions are errors.</summary>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document)
    {
        var context = new SdlContext(document);
        DefinitionRules.Check(context);
        MemberRules.Check(context);
        TypeNameRules.Check(context);
        new DirectiveUseRules(context).Check();
        return context.Errors;
    }
}
