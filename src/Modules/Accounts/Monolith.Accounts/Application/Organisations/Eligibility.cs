using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Organisations;

/// <summary>Who vouches for an applicant.</summary>
/// <param name="OrganisationId">The organisation; null where none is needed.</param>
/// <param name="CodeId">The code that is used up with it.</param>
/// <param name="SignInName">The code, where no address was given; it then takes the address's place at sign-in.</param>
internal sealed record Sponsor(Guid? OrganisationId, Guid? CodeId, string? SignInName);

/// <summary>Decides whether somebody may register because of whom they work for (TH-9, TH-10), and which customer they belong to (HU-22).</summary>
internal sealed class Eligibility(AccountsDbContext db, AccountsPolicy policy, IVault vault)
{
    private const string CodeField = "employeeCode";

    /// <summary>Who vouches, or the refusal.</summary>
    /// <param name="email">The official address, if one was given.</param>
    /// <param name="fields">What else was given.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<Result<Sponsor>> CheckAsync(string? email, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        if (policy.Organisations.Mode is not OrganisationsMode.EmployerEligibility)
        {
            return new Sponsor(policy.Organisations.Mode is OrganisationsMode.BusinessCustomer && email is not null ? await OfDomainAsync(email, cancellationToken) : null, null, null);
        }

        if (fields.TryGetValue(CodeField, out var code))
        {
            return await OfCodeAsync(code, email is null, cancellationToken);
        }

        if (email is null)
        {
            return new IdentifierRequired();
        }

        return await OfDomainAsync(email, cancellationToken) is { } employer ? new Sponsor(employer, null, null) : new NotEligible("officialEmail");
    }

    private async Task<Guid?> OfDomainAsync(string email, CancellationToken cancellationToken)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var organisations = await db.Organisations.AsNoTracking().Select(o => new { o.Id, o.MailDomains }).ToListAsync(cancellationToken);
        return organisations.Find(o => o.MailDomains.Contains(domain))?.Id;
    }

    private async Task<Result<Sponsor>> OfCodeAsync(string given, bool signsInWithIt, CancellationToken cancellationToken)
    {
        var code = EmployeeCodes.Canonical(given);
        var index = vault.BlindIndex(CodeField, code ?? "");
        var issued = code is null ? null : await db.EmployeeCodes.AsNoTracking().SingleOrDefaultAsync(c => c.CodeIndex == index && c.AccountId == null, cancellationToken);
        return issued is null ? new NotEligible(CodeField) : new Sponsor(issued.OrganisationId, issued.Id, signsInWithIt ? code : null);
    }
}
