using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts.Events;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Application;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Application.Contact;
using Monolith.Grievance.Application.Integration;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Infrastructure;
using Monolith.Matching.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Grievance;

/// <summary>The Grievance module: cases with a clock. Complaints, questions, reports, and requests of people about their own data.</summary>
public static class GrievanceModule
{
    /// <summary>The faults of the profile's section <c>grievance</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<GrievancePolicy>("grievance");

    /// <summary>Adds the module. The container also holds the active <see cref="PolicyProfile"/>.</summary>
    public static IServiceCollection AddGrievance(this IServiceCollection services) => services.AddModule<GrievanceDbContext>("grievance", Describe);

    private static void Describe(ModuleBuilder module)
    {
        module.Services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<GrievancePolicy>("grievance"));
        module.Services.AddScoped<CaseClock>().AddScoped<CaseAccess>().AddScoped<CaseReader>().AddScoped<RightsReader>().AddScoped<Inbox>();
        module.Services.AddScoped<FailedTries>().AddScoped<RightsExecution>().AddScoped<ErasureAnswers>();
        module
            .Listens<AccountErasureDue, ErasureDueListener>()
            .Listens<AccountsErased, AccountsErasedListener>()
            .Listens<MatchingErased, MatchingErasedListener>()
            .Listens<TherapyErased, TherapyErasedListener>()
            .Listens<BillingErased, BillingErasedListener>()
            .Listens<ConsentErased, ConsentErasedListener>()
            .Grants<CaseStaffGrant>()
            .Vetoes<RestrictionVeto>()
            .Holds<GrievanceHoldings>()
            .Runs<CaseSweep>()
            .Runs<ForgetInAudit>()
            .Conflict("ux_module_part", () => new Conflict())
            .Conflict("grievance_module_part.request_id,grievance_module_part.module", () => new Conflict());
    }
}
