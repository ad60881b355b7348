using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Grievance.Domain;

/// <summary>What a person may ask about their own data (G-07).</summary>
internal enum RightsKind
{
    /// <summary>What is held and why.</summary>
    Inquiry,

    /// <summary>Access to the data (CA-7.1).</summary>
    Access,

    /// <summary>A copy of the data.</summary>
    Copy,

    /// <summary>A field is wrong.</summary>
    Correction,

    /// <summary>A field has changed.</summary>
    Update,

    /// <summary>A field is missing.</summary>
    Supplement,

    /// <summary>Everything goes that need not be kept (CA-7.3, CA-8.5).</summary>
    Erasure,

    /// <summary>Data is stored and not used.</summary>
    Restriction,

    /// <summary>A use is objected to.</summary>
    Objection,

    /// <summary>A copy for another provider.</summary>
    Portability,

    /// <summary>An optional use ends.</summary>
    OptOut,

    /// <summary>A consent ends.</summary>
    Withdraw,

    /// <summary>Mails from the archive.</summary>
    ArchivedMails,

    /// <summary>Anything else .</summary>
    Other,
}

/// <summary>How a rights request stands.</summary>
internal enum RightsState
{
    /// <summary>Received; the code was not given back yet.</summary>
    AwaitingVerification,

    /// <summary>The person is proven; the clock runs.</summary>
    Verified,

    /// <summary>Decided; the modules are at work.</summary>
    Executing,

    /// <summary>A restriction is in force.</summary>
    InForce,

    /// <summary>Refused, with ground and explanation.</summary>
    Refused,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>An officer's decision.</summary>
internal enum RightsDecision
{
    /// <summary>All of it.</summary>
    Approve,

    /// <summary>Part of it; the rest is explained.</summary>
    Partial,

    /// <summary>None of it, on a ground of the closed list.</summary>
    Refuse,
}

/// <summary>The modules that hold personal data.</summary>
internal enum PartOwner
{
    /// <summary>Accounts.</summary>
    Accounts,

    /// <summary>Matching.</summary>
    Matching,

    /// <summary>Therapy.</summary>
    Therapy,

    /// <summary>Billing.</summary>
    Billing,

    /// <summary>Consent.</summary>
    Consent,

    /// <summary>Grievance.</summary>
    Grievance,
}

/// <summary>What one module answered to an order to erase.</summary>
internal sealed class ModulePart : Entity
{
    private ModulePart()
    {
    }

    /// <summary>An answer.</summary>
    public ModulePart(PartOwner module, int erased, int retained, DateTime? retainedUntilAt, DateTime answeredAt) =>
        (Module, Erased, Retained, RetainedUntilAt, AnsweredAt) = (module, erased, retained, retainedUntilAt, answeredAt);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>The module.</summary>
    public PartOwner Module { get; private init; }

    /// <summary>Records erased.</summary>
    public int Erased { get; private init; }

    /// <summary>Records kept.</summary>
    public int Retained { get; private init; }

    /// <summary>When the kept ones go, UTC.</summary>
    public DateTime? RetainedUntilAt { get; private init; }

    /// <summary>When it answered, UTC.</summary>
    public DateTime AnsweredAt { get; private init; }
}
