using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Monolith.GraphQL.Annotations;

/// <summary>Reads descriptions from the XML documentation file beside an assembly. Without the file there are no descriptions.</summary>
public static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = new();

    /// <summary>The summary of a type, or null.</summary>
    public static string? Of(Type type) => Written(type) ?? Text(Find(type.Assembly, $"T:{NameOf(type)}")?.Element("summary"));

    internal static string? Of(MethodInfo method) => Written(method) ?? Text(FindMethod(method)?.Element("summary"));

    internal static string? Of(FieldInfo field) => Written(field) ?? Text(Find(field.DeclaringType!.Assembly, $"F:{NameOf(field.DeclaringType)}.{field.Name}")?.Element("summary"));

    /// <summary>A property's summary; for a positional record, the <c>param</c> of the type.</summary>
    internal static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Written(property)
            ?? Text(Find(type.Assembly, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? Param(Find(type.Assembly, $"T:{NameOf(type)}"), property.Name);
    }

    internal static string? Of(ParameterInfo parameter) => Written(parameter) ?? parameter.Member switch
    {
        MethodInfo method => Param(FindMethod(method), parameter.Name!),
        { DeclaringType: { } type } => Param(Find(type.Assembly, $"T:{NameOf(type)}"), parameter.Name!)
            ?? (type.GetProperty(parameter.Name!) is { } property ? Of(property) : null),
        _ => null,
    };

    private static string? Written(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(GraphQLDescriptionAttribute), false).OfType<GraphQLDescriptionAttribute>().FirstOrDefault()?.Description;

    private static string? Param(XElement? member, string name) => Text(member?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name));

    private static XElement? FindMethod(MethodInfo method)
    {
        var start = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        var members = Load(method.DeclaringType!.Assembly);
        return members.GetValueOrDefault(start) ?? members.FirstOrDefault(m => m.Key.StartsWith(start + "(", StringComparison.Ordinal)).Value;
    }

    private static XElement? Find(Assembly assembly, string key) => Load(assembly).GetValueOrDefault(key);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static IReadOnlyDictionary<string, XElement> Load(Assembly assembly) => Files.GetOrAdd(assembly, static a => Read(Path.ChangeExtension(a.Location, ".xml")));

    private static IReadOnlyDictionary<string, XElement> Read(string path)
    {
        if (!File.Exists(path))
        {
            return new Dictionary<string, XElement>();
        }

        try
        {
            var members = XDocument.Load(path).Root?.Element("members")?.Elements("member") ?? [];
            return members.Where(m => m.Attribute("name") is not null).DistinctBy(m => m.Attribute("name")!.Value).ToDictionary(m => m.Attribute("name")!.Value);
        }
        catch (XmlException)
        {
            return new Dictionary<string, XElement>();
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        Append(element, text);
        var plain = Spaces().Replace(text.ToString(), " ").Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { IsEmpty: true } reference:
                    text.Append('`').Append(LastName(reference.Attributes().FirstOrDefault()?.Value ?? "")).Append('`');
                    break;
                case XElement inner:
                    Append(inner, text);
                    break;
            }
        }
    }

    private static string LastName(string reference)
    {
        var name = reference.Split('(')[0].Split('.', ':')[^1];
        return name.Split('`')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
