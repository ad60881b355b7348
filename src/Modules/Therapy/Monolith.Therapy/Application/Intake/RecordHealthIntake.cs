using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Intake;

/// <summary>Records what the caller says about their mental health (CA-2.8, CA-2.9); needs the consent to health data (CA-12.2). Earlier recordings are kept.</summary>
/// <param name="Concerns">What brings the caller here, up to 8,000 characters.</param>
/// <param name="History">Mental-health history.</param>
/// <param name="Symptoms">Symptoms.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Health, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record RecordHealthIntake(string Concerns, string? History = null, string? Symptoms = null) : ICommand<HealthIntakeView>;

/// <summary>What a client says about their mental health.</summary>
/// <param name="Concerns">What brings the client here.</param>
/// <param name="History">Mental-health history.</param>
/// <param name="Symptoms">Symptoms.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
internal sealed record HealthIntakeView(string Concerns, string? History, string? Symptoms, DateTime RecordedAt)
{
    public static HealthIntakeView Of(IntakeContent content, DateTime recordedAt) => new(content.Concerns ?? "", content.History, content.Symptoms, recordedAt);
}

internal sealed class RecordHealthIntakeHandler(TherapyDbContext db, ICurrentUser user, TherapyPolicy policy, TimeProvider clock)
    : ICommandHandler<RecordHealthIntake, HealthIntakeView>
{
    public async Task<Result<HealthIntakeView>> Handle(RecordHealthIntake command, CancellationToken cancellationToken)
    {
        if (policy.Intake is IntakeMode.Off)
        {
            return new FeatureDisabled("A health intake");
        }

        var content = new IntakeContent(command.History?.Trim(), command.Concerns.Trim(), command.Symptoms?.Trim());
        if (content.Check() is { } refusal)
        {
            return refusal;
        }

        var intake = HealthIntake.Of(user.Id, content, clock.GetUtcNow().UtcDateTime);
        db.Intakes.Add(intake);
        await db.SaveChangesAsync(cancellationToken);
        return HealthIntakeView.Of(content, intake.RecordedAt);
    }
}
