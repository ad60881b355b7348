using Microsoft.Extensions.DependencyInjection;
using Monolith.Billing.Application;
using Monolith.Billing.Application.Integration;
using Monolith.Billing.Application.Ledger;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Grievance.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Billing;

/// <summary>The Billing module: products, orders, payments and refunds through an outside provider, numbered invoices, and a ledger that always balances.</summary>
public static class BillingModule
{
    /// <summary>The faults of the profile's section <c>billing</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<BillingPolicy>("billing");

    /// <summary>Adds the module. The container also holds the active <see cref="PolicyProfile"/>.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services) => services.AddModule<BillingDbContext>("billing", Describe);

    private static void Describe(ModuleBuilder module)
    {
        module.Services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<BillingPolicy>("billing"));
        module.Services.AddSingleton<IPaymentProvider, SandboxPayments>();
        module.Services.AddScoped<Payers>().AddScoped<OrderReader>().AddScoped<Books>();
        module
            .Listens<AppointmentCancelled, AppointmentCancelledListener>()
            .Listens<ErasureOrdered, ErasureListener>()
            .Listens<ErasureSettled, ErasureListener>()
            .Grants<BillingStaffGrant>()
            .Holds<BillingHoldings>()
            .Runs<RetentionSweep>()
            .Conflict("ux_order_appointment", () => new AppointmentOrdered())
            .Conflict("billing_order.appointment_id", () => new AppointmentOrdered())
            .Conflict("ux_payment_order", () => new Conflict())
            .Conflict("billing_payment.order_id", () => new Conflict())
            .Conflict("ux_refund_number", () => new Conflict())
            .Conflict("billing_refund.order_id,billing_refund.number", () => new Conflict());
    }
}
