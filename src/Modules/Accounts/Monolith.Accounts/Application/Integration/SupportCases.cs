using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>
/// Remembers which accounts have an open case, so that support can look at these and no others (AP-45, HU-49). Once one is resolved, whoever it came from
/// is asked how it went, where the profile has surveys (AP-111).
/// </summary>
internal sealed class SupportCases(AccountsDbContext db, SurveysOffered surveys, Postbox post, IVault vault) : IListener<CaseOpened>, IListener<GrievanceResolved>
{
    public async Task HandleAsync(CaseOpened told, CancellationToken cancellationToken)
    {
        db.SupportCases.Add(new SupportCase { CaseId = told.CaseId, AccountId = told.AccountId, OpenedAt = told.OpenedAt });
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(GrievanceResolved told, CancellationToken cancellationToken)
    {
        if (await db.SupportCases.SingleOrDefaultAsync(c => c.CaseId == told.CaseId, cancellationToken) is not { } open)
        {
            return;
        }

        db.SupportCases.Remove(open);
        var owner = surveys.AreOn
            ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == open.AccountId && a.State != AccountState.Closed, cancellationToken)
            : null;
        if (owner is not null)
        {
            db.OutgoingMessages.Add(post.Mail(owner.Id, await vault.OpenAsync(owner.Email, cancellationToken), MessageTemplate.SupportSurvey));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Whether the profile has surveys (T-23): Therapy's setting, which the quality of support goes by too.</summary>
internal sealed class SurveysOffered(PolicyProfile profile)
{
    /// <summary>Whether people are asked.</summary>
    public bool AreOn { get; } = profile.Settings.GetProperty("therapy").GetProperty("community").GetProperty("surveys").GetBoolean();
}
