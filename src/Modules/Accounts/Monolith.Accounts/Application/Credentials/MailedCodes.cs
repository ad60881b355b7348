using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>Codes that were mailed and wait to be used.</summary>
internal sealed class MailedCodes(AccountsDbContext db, TimeProvider clock)
{
    /// <summary>The code, if it works for this purpose now.</summary>
    public Task<MailCode?> FindAsync(string code, MailCodePurpose purpose, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(code.Trim());
        var now = clock.GetUtcNow().UtcDateTime;
        return db.MailCodes.SingleOrDefaultAsync(c => c.CodeHash == hash && c.Purpose == purpose && c.EndsAt > now, cancellationToken);
    }

    /// <summary>
    /// No code of the account works any more; the caller saves. A code that was found and has been used by somebody else since goes with them, so that saving
    /// fails: two who use one code at once lose it to each other here.
    /// </summary>
    public async Task DropAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await db.MailCodes.Where(c => c.AccountId == accountId).LoadAsync(cancellationToken);
        db.MailCodes.RemoveRange([.. db.MailCodes.Local.Where(c => c.AccountId == accountId)]);
    }
}
