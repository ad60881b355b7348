using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Answers other modules.</summary>
internal sealed class AccountAnswers(AccountsDbContext db, IVault vault, TimeProvider clock) : IAccountFacts, IRequesterProof
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

    private static IQueryable<AccountFacts> Facts(IQueryable<Account> accounts) =>
        accounts.AsNoTracking().Select(a => new AccountFacts(a.Id, a.Kind, a.State, a.RegisteredAt, a.ClosedAt));
}
