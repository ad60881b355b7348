using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>Proof that an order to erase was carried out; numbers and ids only.</summary>
internal sealed class ErasureRecord : Entity
{
    private ErasureRecord()
    {
    }

    /// <summary>The case; unique.</summary>
    public Guid CaseId { get; private set; }

    /// <summary>The person, of whom nothing else is left here.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Records erased.</summary>
    public int ErasedRecords { get; private set; }

    /// <summary>When.</summary>
    public DateTime ErasedAt { get; private set; }

    /// <summary>Remembers, and tells the case.</summary>
    public static ErasureRecord Of(Guid caseId, Guid accountId, int records, DateTime now)
    {
        var record = new ErasureRecord { CaseId = caseId, AccountId = accountId, ErasedRecords = records, ErasedAt = now };
        record.Raise(new AccountsErased(caseId, accountId, records, 0, null));
        return record;
    }
}
