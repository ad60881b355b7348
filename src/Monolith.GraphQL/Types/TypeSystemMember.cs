using System.Collections;

namespace Monolith.GraphQL.Types;

/// <summary>Something with a name and a description in a schema. It can be changed until <see cref="SchemaBuilder.Build"/> has taken it.</summary>
public interface INamedMember
{
    /// <summary>The name, unique among its neighbours.</summary>
    string Name { get; }
}

/// <summary>Something in a schema that can be deprecated.</summary>
public interface IDeprecable : INamedMember
{
    /// <summary>Why the member should no longer be used; null when it is not deprecated (specification, section 3.13.3).</summary>
    string? DeprecationReason { get; }
}

/// <summary>A type with a name.</summary>
public abstract class NamedType(string name) : GraphType, INamedMember
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What the type stands for, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The CLR type whose values this type shows or makes, or null. Used to tell object types behind an interface or union apart.</summary>
    public Type? ClrType { get; set; }

    /// <summary>What one value of the type adds to the cost of an operation; null: as <see cref="Execution.CostOptions"/> has it.</summary>
    public int? Cost { get; set; }

    /// <summary>Whether a schema has taken the type; from then on its members cannot change.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Whether the type belongs to introspection.</summary>
    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal abstract void Resolve(TypeResolution resolution);

    internal virtual void Freeze() => IsFrozen = true;
}

/// <summary>An ordered list of members that is also read by name. Adding after the schema is built throws <see cref="InvalidOperationException"/>.</summary>
public sealed class MemberCollection<T> : IReadOnlyList<T>
    where T : class, INamedMember
{
    private readonly List<T> _items = [];
    private readonly Dictionary<string, T> _byName = new(StringComparer.Ordinal);
    private List<string>? _duplicates;
    private bool _frozen;

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The member at a place.</summary>
    public T this[int index] => _items[index];

    /// <summary>The member of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string name] => _byName[name];

    internal IReadOnlyList<string> Duplicates => _duplicates ?? [];

    /// <summary>Adds a member. A second one of the same name is kept as a fault that the build reports.</summary>
    public void Add(T member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (_frozen)
        {
            throw new InvalidOperationException($"'{member.Name}' cannot be added: the schema has been built.");
        }

        if (!_byName.TryAdd(member.Name, member))
        {
            (_duplicates ??= []).Add(member.Name);
            return;
        }

        _items.Add(member);
    }

    /// <summary>Takes a member out. Answers whether it was there.</summary>
    public bool Remove(string name)
    {
        if (_frozen || !_byName.Remove(name, out var member))
        {
            return false;
        }

        return _items.Remove(member);
    }

    /// <summary>Puts a member where one of the same name stood, or at the end.</summary>
    public void Replace(T member)
    {
        var place = IndexOf(member.Name);
        if (place < 0 || _frozen)
        {
            Add(member);
            return;
        }

        _items[place] = member;
        _byName[member.Name] = member;
    }

    /// <summary>The member of a name, or null.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether there is a member of a name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The member of a name, if there is one.</summary>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? member) => _byName.TryGetValue(name, out member);

    /// <summary>The place of a member, or -1.</summary>
    public int IndexOf(string name) => _byName.TryGetValue(name, out var member) ? _items.IndexOf(member) : -1;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    internal void Freeze() => _frozen = true;
}
