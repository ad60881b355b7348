using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Access;

/// <summary>The roles that may send the message; every message has this or <see cref="AllowAnyoneAttribute"/>.</summary>
/// <param name="roles">At least one role.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute
{
    /// <summary>The roles.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Anyone may send the message, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAnyoneAttribute : Attribute;

/// <summary>Any signed-in account may send the message.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowSignedInAttribute : Attribute;

/// <summary>The act needs proof given in the last five minutes (R40): an older session is refused with <c>REAUTH_REQUIRED</c>, and so is a program.</summary>
/// <param name="of">The roles it is asked of; of everybody when there is none.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshProofAttribute(params Role[] of) : Attribute
{
    /// <summary>The roles it is asked of; empty = everybody.</summary>
    public IReadOnlyList<Role> Of { get; } = of;
}

/// <summary>
/// The message touches the caller's own personal data: the pipeline asks the gate before the handler runs. Data of somebody else is
/// asked for in the handler, with <see cref="IAccessGate"/>, once the person is known.
/// </summary>
/// <param name="dataClass">The class of the data.</param>
/// <param name="mode">Read or write.</param>
/// <param name="purpose">One of <see cref="Access.Purpose"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnDataAttribute(DataClass dataClass, AccessMode mode, string purpose) : Attribute
{
    /// <summary>The class of the data.</summary>
    public DataClass DataClass { get; } = dataClass;

    /// <summary>Read or write.</summary>
    public AccessMode Mode { get; } = mode;

    /// <summary>What for.</summary>
    public string Purpose { get; } = purpose;
}
