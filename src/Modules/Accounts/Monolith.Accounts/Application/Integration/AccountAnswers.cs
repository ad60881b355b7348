using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Answers other modules.</summary>
internal sealed class AccountAnswers(AccountsDbContext db, AccountsPolicy policy, IVault vault, TimeProvider clock) : IAccountFacts, IRequesterProof, IOrganisationFacts
{
    public Task<AccountFacts?> FindAsync(Guid accountId, CancellationToken cancellationToken) =>
        Facts(db.Accounts.Where(a => a.Id == accountId)).SingleOrDefaultAsync(cancellationToken);

    public Task<AccountFacts?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var index = vault.BlindIndex("email", email);
        return Facts(db.Accounts.Where(a => a.EmailIndex == index)).SingleOrDefaultAsync(cancellationToken);
    }

    public Task<bool> IsProvenAsync(Guid caseId, string code, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(code.Trim());
        var now = clock.GetUtcNow().UtcDateTime;
        return db.RequesterCodes.AnyAsync(c => c.CaseId == caseId && c.CodeHash == hash && c.EndsAt > now, cancellationToken);
    }

    public async Task<OrganisationMembership?> MembershipOfAsync(Guid accountId, CancellationToken cancellationToken) =>
        policy.Organisations.Mode is OrganisationsMode.BusinessCustomer
            ? await db.Accounts.Where(a => a.Id == accountId && a.State == AccountState.Open && a.OrganisationId != null)
                .Select(a => new OrganisationMembership(a.OrganisationId!.Value, a.ManagesOrganisation)).SingleOrDefaultAsync(cancellationToken)
            : null;

    private static IQueryable<AccountFacts> Facts(IQueryable<Account> accounts) =>
        accounts.AsNoTracking().Select(a => new AccountFacts(a.Id, a.Kind, a.State, a.RegisteredAt, a.ClosedAt));
}
