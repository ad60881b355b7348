using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Complaints;

/// <summary>Tells the complainant that the complaint was received (CA-11.3). Refused with CASE_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="Id">The case.</param>
[Mutation, Allow(Role.GrievanceOfficer, Role.PrivacyOfficer), Idempotent]
internal sealed record AcknowledgeGrievance([ID("Grievance")] Guid Id) : ICommand<GrievanceView>;

internal sealed class AcknowledgeGrievanceHandler(GrievanceDbContext db, CaseAccess access, CaseClock clock, CaseReader reader)
    : ICommandHandler<AcknowledgeGrievance, GrievanceView>
{
    public async Task<Result<GrievanceView>> Handle(AcknowledgeGrievance command, CancellationToken cancellationToken)
    {
        var file = await db.Cases.SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken);
        if (file is null)
        {
            return new CaseNotFound();
        }

        if ((await access.AskAsync(file.SubjectId, file.Id, AccessMode.Write, cancellationToken) ?? file.Acknowledge(clock.Now, byClock: false)) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(file, cancellationToken);
    }
}

/// <summary>Answers a complaint, question or report (CA-11.4). Refused with REASON_REQUIRED, CASE_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="Id">The case.</param>
/// <param name="Resolution">The answer that the complainant reads.</param>
[Mutation, Allow(Role.GrievanceOfficer, Role.PrivacyOfficer), Idempotent]
internal sealed record ResolveGrievance([ID("Grievance")] Guid Id, string Resolution) : ICommand<GrievanceView>;

internal sealed class ResolveGrievanceHandler(GrievanceDbContext db, CaseAccess access, CaseClock clock, CaseReader reader)
    : ICommandHandler<ResolveGrievance, GrievanceView>
{
    public async Task<Result<GrievanceView>> Handle(ResolveGrievance command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Resolution))
        {
            return new ReasonRequired("resolution");
        }

        var file = await db.Cases.SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken);
        if (file is null)
        {
            return new CaseNotFound();
        }

        var closed = await access.AskAsync(file.SubjectId, file.Id, AccessMode.Write, cancellationToken);
        var now = clock.Now;
        if ((closed ?? file.Resolve(command.Resolution, now, clock.KeptUntil(now))) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(file, cancellationToken);
    }
}
