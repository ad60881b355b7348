using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>
/// Decides a verified request and carries it out (CA-8.6). A refusal, whole or in part, names a ground of the service's closed list (G-11) and
/// explains itself (G-12). Refused with REAUTH_REQUIRED, CASE_NOT_FOUND, IDENTITY_NOT_VERIFIED, ILLEGAL_STATE, GROUND_NOT_ALLOWED,
/// REASON_REQUIRED; an erasure with LEGAL_HOLD_IN_FORCE.
/// </summary>
/// <param name="Id">The request.</param>
/// <param name="Decision">All, part or none of it.</param>
/// <param name="Ground">Needed for PARTIAL and REFUSE.</param>
/// <param name="Explanation">What the person reads; needed for PARTIAL and REFUSE.</param>
[Mutation, Allow(Role.GrievanceOfficer, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record DecideRightsRequest([ID("RightsRequest")] Guid Id, RightsDecision Decision, string? Ground = null, string? Explanation = null) : ICommand<RightsRequestView>;

internal sealed class DecideRightsRequestHandler(
    GrievanceDbContext db, GrievancePolicy policy, CaseAccess access, RightsExecution execution, ILegalHolds holds, CaseClock clock, RightsReader reader)
    : ICommandHandler<DecideRightsRequest, RightsRequestView>
{
    public async Task<Result<RightsRequestView>> Handle(DecideRightsRequest command, CancellationToken cancellationToken)
    {
        var request = await db.Requests.Include(r => r.Parts).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return new CaseNotFound();
        }

        var now = clock.Now;
        var no = await access.AskAsync(request.SubjectId, request.Id, AccessMode.Write, cancellationToken)
            ?? (command.Decision is RightsDecision.Approve ? null : WhyNotRefusable(command))
            ?? await WhyNotErasableAsync(request, command.Decision, cancellationToken)
            ?? request.Decide(command.Decision, command.Ground ?? "", command.Explanation ?? "", now);
        if (no is not null)
        {
            return no;
        }

        if (command.Decision is RightsDecision.Refuse)
        {
            request.Close(RightsState.Refused, now, clock.KeptUntil(now));
        }
        else
        {
            await execution.RunAsync(request, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(request, cancellationToken);
    }

    private async Task<Refusal?> WhyNotErasableAsync(RightsRequest request, RightsDecision decision, CancellationToken cancellationToken) =>
        request.Kind is RightsKind.Erasure && decision is not RightsDecision.Refuse && (await holds.HeldAsync(cancellationToken)).Contains(request.SubjectId)
            ? new LegalHoldInForce { Rule = "retention.legalHold (R95)" }
            : null;

    private Refusal? WhyNotRefusable(DecideRightsRequest command) =>
        !policy.Rights.RefusalGrounds.Contains(command.Ground ?? "") ? new GroundNotAllowed(string.Join(", ", policy.Rights.RefusalGrounds))
        : policy.Rights.Explanation && string.IsNullOrWhiteSpace(command.Explanation) ? new ReasonRequired("explanation")
        : null;
}

/// <summary>Ends a restriction: the person's data is used again (G-15). Refused with CASE_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="Id">The request that restricted it.</param>
[Mutation, AllowSignedIn, Idempotent]
internal sealed record LiftRestriction([ID("RightsRequest")] Guid Id) : ICommand<RightsRequestView>;

internal sealed class LiftRestrictionHandler(GrievanceDbContext db, CaseAccess access, CaseClock clock, RightsReader reader)
    : ICommandHandler<LiftRestriction, RightsRequestView>
{
    public async Task<Result<RightsRequestView>> Handle(LiftRestriction command, CancellationToken cancellationToken)
    {
        var request = await db.Requests.Include(r => r.Parts).SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return new CaseNotFound();
        }

        var now = clock.Now;
        if ((await access.AskAsync(request.SubjectId, request.Id, AccessMode.Write, cancellationToken) ?? request.Lift(now, clock.KeptUntil(now))) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(request, cancellationToken);
    }
}
