using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Consent.Domain;

/// <summary>What happened to a consent.</summary>
internal enum ConsentEvent
{
    /// <summary>It was given.</summary>
    Given,

    /// <summary>It was refused, or its use objected to, before it was ever given.</summary>
    Refused,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>It was given again under another wording, in place of the earlier one.</summary>
    Superseded,
}

/// <summary>The clear act by which a person consented (CA-12.3). There is no default.</summary>
internal enum AffirmativeAct
{
    /// <summary>A box was ticked that was empty before.</summary>
    Tick,

    /// <summary>A button was clicked that says what it does.</summary>
    Click,
}

/// <summary>Which consent of which person.</summary>
/// <param name="SubjectId">Who.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Topic">The category, vendor or use, where a purpose has one consent for each; otherwise empty.</param>
internal readonly record struct ConsentKey(Guid SubjectId, ConsentPurpose Purpose, string Topic = "");

/// <summary>
/// One event in the history of one consent of one person, after ISO/IEC TS 27560. Records are only added; their numbers have no
/// gap and no double, so that of two at once exactly one is the next.
/// </summary>
internal sealed class ConsentRecord : Entity, IPersonal
{
    private ConsentRecord()
    {
    }

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>What the consent is for.</summary>
    public ConsentPurpose Purpose { get; private init; }

    /// <summary>The category, vendor or use, where a purpose has one consent for each; otherwise empty.</summary>
    public string Topic { get; private init; } = "";

    /// <summary>Counts from 1 for each consent of a person.</summary>
    public int Sequence { get; private init; }

    /// <summary>What happened.</summary>
    public ConsentEvent Event { get; private init; }

    /// <summary>By which act; null where none is needed.</summary>
    public AffirmativeAct? Act { get; private init; }

    /// <summary>Which wording was shown.</summary>
    public string WordingVersion { get; private init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime HappenedAt { get; private init; }

    /// <summary>Which key signed the receipt.</summary>
    public int KeyNumber { get; private set; }

    /// <summary>The receipt: canonical JSON, exactly as it was signed.</summary>
    public Sealed<string> Receipt { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>ECDSA P-256 over SHA-256 of the receipt in UTF-8, in DER.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>The state after this event.</summary>
    public ConsentState State => StateAfter(Event);

    /// <summary>The state an event leaves.</summary>
    public static ConsentState StateAfter(ConsentEvent? last) => last switch
    {
        null => ConsentState.NotGiven,
        ConsentEvent.Given or ConsentEvent.Superseded => ConsentState.Given,
        _ => ConsentState.Withdrawn,
    };

    /// <summary>The next record after consenting.</summary>
    public static ConsentRecord Grant(ConsentKey key, ConsentRecord? last, AffirmativeAct act, string wordingVersion, DateTime now)
    {
        var kind = last?.State is ConsentState.Given ? ConsentEvent.Superseded : ConsentEvent.Given;
        var record = Next(key, last, kind, act, wordingVersion, now);
        record.Raise(new ConsentGiven(key.SubjectId, key.Purpose, record.Id, now));
        return record;
    }

    /// <summary>The next record after taking back, or after objecting to what was never asked.</summary>
    public static ConsentRecord Withdraw(ConsentKey key, ConsentRecord? last, string wordingVersion, DateTime now)
    {
        var kind = last is null ? ConsentEvent.Refused : ConsentEvent.Withdrawn;
        var record = Next(key, last, kind, null, last?.WordingVersion ?? wordingVersion, now);
        record.Raise(new ConsentWithdrawn(key.SubjectId, key.Purpose, record.Id, now));
        return record;
    }

    /// <summary>Adds the signed receipt; once, before the record is saved.</summary>
    public void Sign(string receipt, byte[] signature, int keyNumber)
    {
        if (Signature.Length > 0)
        {
            throw new InvalidOperationException("The record is signed already.");
        }

        (Receipt, Signature, KeyNumber) = (Sealed.Of(receipt), signature, keyNumber);
    }

    private static ConsentRecord Next(
        ConsentKey key, ConsentRecord? last, ConsentEvent kind, AffirmativeAct? act, string wordingVersion, DateTime now) => new()
        {
            SubjectId = key.SubjectId,
            Purpose = key.Purpose,
            Topic = key.Topic,
            Sequence = (last?.Sequence ?? 0) + 1,
            Event = kind,
            Act = act,
            WordingVersion = wordingVersion,
            HappenedAt = now,
        };
}
