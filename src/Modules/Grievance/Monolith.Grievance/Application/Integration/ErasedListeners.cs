using Monolith.Accounts.Contracts.Events;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;
using Monolith.Matching.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Grievance.Application.Integration;

/// <summary>Accounts erased.</summary>
internal sealed class AccountsErasedListener(GrievanceDbContext db, ErasureAnswers answers) : IListener<AccountsErased>
{
    public async Task HandleAsync(AccountsErased told, CancellationToken cancellationToken)
    {
        await answers.TakeAsync(told.CaseId, PartOwner.Accounts, told.ErasedRecords, told.RetainedRecords, told.RetainedUntilAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Matching erased.</summary>
internal sealed class MatchingErasedListener(GrievanceDbContext db, ErasureAnswers answers) : IListener<MatchingErased>
{
    public async Task HandleAsync(MatchingErased told, CancellationToken cancellationToken)
    {
        await answers.TakeAsync(told.CaseId, PartOwner.Matching, told.ErasedRecords, told.RetainedRecords, told.RetainedUntilAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Therapy erased.</summary>
internal sealed class TherapyErasedListener(GrievanceDbContext db, ErasureAnswers answers) : IListener<TherapyErased>
{
    public async Task HandleAsync(TherapyErased told, CancellationToken cancellationToken)
    {
        await answers.TakeAsync(told.CaseId, PartOwner.Therapy, told.ErasedRecords, told.RetainedRecords, told.RetainedUntilAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Billing erased.</summary>
internal sealed class BillingErasedListener(GrievanceDbContext db, ErasureAnswers answers) : IListener<BillingErased>
{
    public async Task HandleAsync(BillingErased told, CancellationToken cancellationToken)
    {
        await answers.TakeAsync(told.CaseId, PartOwner.Billing, told.ErasedRecords, told.RetainedRecords, told.RetainedUntilAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Consent erased.</summary>
internal sealed class ConsentErasedListener(GrievanceDbContext db, ErasureAnswers answers) : IListener<ConsentErased>
{
    public async Task HandleAsync(ConsentErased told, CancellationToken cancellationToken)
    {
        await answers.TakeAsync(told.CaseId, PartOwner.Consent, told.ErasedRecords, told.RetainedRecords, told.RetainedUntilAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
