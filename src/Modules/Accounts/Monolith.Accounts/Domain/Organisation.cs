using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>An employer or business whose people use the service (TH-10, A-06). Its people belong to it by a code it gave them, or by the domain of their address.</summary>
internal sealed class Organisation : Entity
{
    private Organisation()
    {
    }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Domains of its addresses, in lower case.</summary>
    public List<string> MailDomains { get; private set; } = [];

    /// <summary>The administrator who entered it.</summary>
    public Guid RegisteredBy { get; private set; }

    /// <summary>When.</summary>
    public DateTime RegisteredAt { get; private set; }

    /// <summary>Enters an organisation.</summary>
    public static Organisation Of(string name, IEnumerable<string> mailDomains, Guid registeredBy, DateTime now) =>
        new() { Name = name, MailDomains = [.. mailDomains], RegisteredBy = registeredBy, RegisteredAt = now };
}

/// <summary>A code by which one person of an organisation registers, once. Kept as a keyed fingerprint: codes are short.</summary>
internal sealed class EmployeeCode : Entity
{
    /// <summary>Whose people it admits.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Blind index of the code; unique.</summary>
    public required byte[] CodeIndex { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>The account it became; null while it can be used.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Takes the code up; two at once meet in the row's version.</summary>
    /// <returns>False when it was taken up before.</returns>
    public bool TakeUp(Guid accountId)
    {
        if (AccountId is not null)
        {
            return false;
        }

        AccountId = accountId;
        return true;
    }
}

/// <summary>Neither an official address nor an employee code was sent (TH-9).</summary>
internal sealed record IdentifierRequired() : Refusal("Give your official e-mail address or your employee code.", "employeeCode");

/// <summary>No organisation vouches for the address or the code; unknown and used codes cannot be told apart (TH-10).</summary>
internal sealed record NotEligible(string Name) : Refusal("No organisation that we work for knows this.", Name);

/// <summary>There is no such organisation.</summary>
internal sealed record OrganisationNotFound() : Refusal("There is no such organisation.", "organisationId");

/// <summary>One of the codes, or of the domains, belongs to an organisation already.</summary>
internal sealed record TakenByOrganisation(string Name) : Refusal("One of these belongs to an organisation already.", Name);
