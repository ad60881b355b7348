using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Domain;

/// <summary>One line of the ledger of disclosures: what left the service, to whom, on which of the closed grounds (C-34). Lines are only added.</summary>
internal sealed class Disclosure : Entity, IPersonal
{
    private Disclosure()
    {
    }

    /// <summary>Records that something was disclosed.</summary>
    public Disclosure(Guid subjectId, string ground, DisclosureWords words, DisclosureLinks links, Guid recordedBy, DateTime disclosedAt)
    {
        (SubjectId, Ground, RecordedBy, DisclosedAt) = (subjectId, ground, recordedBy, disclosedAt);
        (ProcessorId, Purpose, Region, LinkId, SuspendedUntilAt) = (links.ProcessorId, links.Purpose, links.Region, links.LinkId, links.SuspendedUntilAt);
        Words = Sealed.Of(words);
    }

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>One of the profile's grounds: <c>LEGAL_PROCESS</c>.</summary>
    public string Ground { get; private init; } = "";

    /// <summary>The processor that received it; null for others.</summary>
    public Guid? ProcessorId { get; private init; }

    /// <summary>What for, where a processor received it: a key of the register.</summary>
    public string? Purpose { get; private init; }

    /// <summary>Country code of where the processor works.</summary>
    public string? Region { get; private init; }

    /// <summary>The approval, subpoena, safety concern or deal it rests on.</summary>
    public Guid? LinkId { get; private init; }

    /// <summary>Until when the person is not told, at the written wish of an authority, UTC (R85).</summary>
    public DateTime? SuspendedUntilAt { get; private init; }

    /// <summary>The member of staff who recorded it.</summary>
    public Guid RecordedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime DisclosedAt { get; private init; }

    /// <summary>To whom, what, and with which reference or reason.</summary>
    public Sealed<DisclosureWords> Words { get; private init; } = null!; // The factory or the database sets it.
}

/// <summary>The words of a disclosure.</summary>
/// <param name="Recipient">Who received it.</param>
/// <param name="Scope">What was disclosed.</param>
/// <param name="Reference">The order, warrant, deal or agreement.</param>
/// <param name="Reason">Why, where the ground asks for a reason.</param>
/// <param name="Address">Where the recipient is.</param>
/// <param name="SuspensionReference">The authority's written wish that the person be not told yet.</param>
internal sealed record DisclosureWords(string Recipient, string Scope, string? Reference, string? Reason, string? Address = null, string? SuspensionReference = null);

/// <summary>What a disclosure rests on.</summary>
/// <param name="ProcessorId">The processor that received it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Region">Country code of where the processor works.</param>
/// <param name="LinkId">The approval, subpoena, concern or deal.</param>
/// <param name="SuspendedUntilAt">Until when the person is not told, UTC.</param>
internal sealed record DisclosureLinks(Guid? ProcessorId = null, string? Purpose = null, string? Region = null, Guid? LinkId = null, DateTime? SuspendedUntilAt = null);

/// <summary>A person approved that something may be told to one recipient; it is used up by one disclosure (CA-4.7).</summary>
internal sealed class DisclosureApproval : Entity, IPersonal
{
    private DisclosureApproval()
    {
    }

    /// <summary>Approves one recipient.</summary>
    public DisclosureApproval(Guid subjectId, string recipient, string scope, string? ground, DateTime approvedAt) =>
        (SubjectId, Recipient, Scope, Ground, ApprovedAt) = (subjectId, Sealed.Of(recipient), Sealed.Of(scope), ground, approvedAt);

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>Who may receive it.</summary>
    public Sealed<string> Recipient { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>What.</summary>
    public Sealed<string> Scope { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>The one ground it is for, such as a report in writing; null = whichever asks for an approval.</summary>
    public string? Ground { get; private init; }

    /// <summary>When it was approved, UTC.</summary>
    public DateTime ApprovedAt { get; private init; }

    /// <summary>When a disclosure used it up, UTC.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>Uses it up.</summary>
    public void Use(DateTime now) => UsedAt = now;
}
