namespace Monolith.BuildingBlocks.Vault;

/// <summary>Classes of personal data; each person has one key a class, so that one class can be erased and another kept.</summary>
public enum DataClass
{
    /// <summary>Who the person is and how to reach them.</summary>
    Identity,

    /// <summary>What they suffer from, said, or were told.</summary>
    Health,

    /// <summary>Messages exchanged.</summary>
    Communication,

    /// <summary>Orders, payments, invoices.</summary>
    Billing,

    /// <summary>How they use the platform.</summary>
    Usage,

    /// <summary>A therapist's professional data.</summary>
    Provider,

    /// <summary>Complaints, rights requests and their evidence.</summary>
    Case,
}
