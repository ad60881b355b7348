using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Complaints;

/// <summary>
/// Files a complaint. The answer has its number and both clocks as instants, with the settings that set them (CA-11.3, CA-11.4). Nobody it
/// complains about sees it. Refused with REASON_REQUIRED.
/// </summary>
/// <param name="Text">What is wrong.</param>
[Mutation, AllowSignedIn, Idempotent, OwnData(DataClass.Case, AccessMode.Write, Purpose.CaseHandling)]
internal sealed record FileGrievance(string Text) : ICommand<GrievanceView>;

internal sealed class FileGrievanceHandler(GrievanceDbContext db, CaseClock clock, CaseReader reader, ICurrentUser user) : ICommandHandler<FileGrievance, GrievanceView>
{
    public async Task<Result<GrievanceView>> Handle(FileGrievance command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            return new ReasonRequired("text");
        }

        var now = clock.Now;
        var file = CaseFile.Receive(CaseKind.Complaint, user.Id, command.Text, "", clock.OfCase(CaseKind.Complaint, now), now);
        db.Cases.Add(file);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(file, cancellationToken);
    }
}
