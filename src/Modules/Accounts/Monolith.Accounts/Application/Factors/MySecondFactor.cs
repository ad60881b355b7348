using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Factors;

/// <summary>How your account is protected beside the password.</summary>
[Query, AllowSignedIn]
internal sealed record MySecondFactor : IQuery<SecondFactorView>;

/// <summary>The state of a second factor.</summary>
/// <param name="ConfirmedAt">Since when sign-ins ask for it; null without one.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes were not used yet.</param>
internal sealed record SecondFactorView(DateTime? ConfirmedAt, int RecoveryCodesLeft);

internal sealed class MySecondFactorHandler(AccountsDbContext db, ICurrentUser user) : IQueryHandler<MySecondFactor, SecondFactorView>
{
    public async Task<Result<SecondFactorView>> Handle(MySecondFactor query, CancellationToken cancellationToken)
    {
        var confirmedAt = await db.SecondFactors.Where(f => f.AccountId == user.Id).Select(f => f.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
        return new SecondFactorView(confirmedAt, await db.RecoveryCodes.CountAsync(c => c.AccountId == user.Id, cancellationToken));
    }
}
