namespace Monolith.Accounts.Contracts;

/// <summary>Checks the code that Accounts sent to the maker of a rights request, so that a case proceeds only for the person it is about.</summary>
public interface IRequesterProof
{
    /// <summary>Whether this is the code sent for the case, not expired. The asking module counts the tries.</summary>
    Task<bool> IsProvenAsync(Guid caseId, string code, CancellationToken cancellationToken);
}
