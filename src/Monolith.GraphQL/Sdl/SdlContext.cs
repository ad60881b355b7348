using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>What a document defines, and the errors found in it.</summary>
internal sealed class SdlContext
{
    public SdlContext(DocumentNode document)
    {
        Document = document;
        foreach (var directive in SpecifiedDirectives.All())
        {
            Directives[directive.Name] = SdlDirective.Of(directive);
        }

        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode type:
                    Types.TryAdd(type.Name.Value, type);
                    break;
                case DirectiveDefinitionNode directive:
                    Directives[directive.Name.Value] = SdlDirective.Of(directive);
                    break;
            }
        }
    }

    public DocumentNode Document { get; }

    public Dictionary<string, TypeDefinitionNode> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SdlDirective> Directives { get; } = new(StringComparer.Ordinal);

    public List<GraphQLError> Errors { get; } = [];

    public void Report(string message, params ReadOnlySpan<SyntaxNode> nodes)
    {
        var places = ImmutableArray.CreateBuilder<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
        {
            places.Add(node.Location.ToSourceLocation());
        }

        Errors.Add(new GraphQLError(message, places.DrainToImmutable()));
    }

    /// <summary>Reports each name that was seen before, at both places.</summary>
    public void ReportDuplicates(IEnumerable<NameNode> names, Dictionary<string, NameNode> known, Func<string, string> message)
    {
        foreach (var name in names)
        {
            if (!known.TryAdd(name.Value, name))
            {
                Report(message(Excerpt.Of(name.Value)), known[name.Value], name);
            }
        }
    }
}

/// <summary>What has to be known of a directive to check its uses.</summary>
internal sealed record SdlDirective(bool IsRepeatable, HashSet<string> Locations, HashSet<string> Arguments, HashSet<string> Required)
{
    public static SdlDirective Of(DirectiveType type) => new(
        type.IsRepeatable,
        [.. type.Locations.Select(l => l.ToName())],
        [.. type.Arguments.Select(a => a.Name)],
        [.. type.Arguments.Where(a => a.DefaultValue is null && a.TypeReference.ToString().EndsWith('!')).Select(a => a.Name)]);

    public static SdlDirective Of(DirectiveDefinitionNode node) => new(
        node.IsRepeatable,
        [.. node.Locations.Select(l => l.Value)],
        [.. node.Arguments.Select(a => a.Name.Value)],
        [.. node.Arguments.Where(a => a.DefaultValue is null && a.Type is NonNullTypeNode).Select(a => a.Name.Value)]);
}
