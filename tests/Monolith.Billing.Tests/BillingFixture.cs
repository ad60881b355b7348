using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.Billing.Application;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.Testing;
using Monolith.Therapy.Contracts;

namespace Monolith.Billing.Tests;

/// <summary>The Billing module under the profile of CalmAlly; the test plays Therapy, Accounts and Consent.</summary>
public class BillingFixture : ModuleFixture, ISessionFacts, IConsentFacts, ILegalHolds, IOrganisationFacts
{
    private readonly ConcurrentDictionary<Guid, SessionFacts> sessions = new();

    public ProcessorBinding Binding { get; set; } = ProcessorBinding.Bound;

    /// <summary>Who belongs to an organisation.</summary>
    internal ConcurrentDictionary<Guid, OrganisationMembership> Memberships { get; } = new();

    /// <summary>Who is under a legal hold.</summary>
    internal List<Guid> Held { get; } = [];

    /// <summary>About whom and what Consent was asked, before a call to the processor.</summary>
    internal ConcurrentBag<(Guid AccountId, SharedFields Fields)> Asked { get; } = [];

    internal SandboxPayments Provider => (SandboxPayments)Services.GetRequiredService<IPaymentProvider>();

    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. Held]);

    public Task<OrganisationMembership?> MembershipOfAsync(Guid accountId, CancellationToken cancellationToken) => Task.FromResult(Memberships.GetValueOrDefault(accountId));

    public Task<SessionFacts?> FindAsync(Guid appointmentId, CancellationToken cancellationToken) => Task.FromResult(sessions.GetValueOrDefault(appointmentId));

    public Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken) => Task.FromResult(ConsentState.Given);

    public Task<ProcessorBinding> BindingAsync(Guid accountId, ProcessorKind kind, SharedFields fields, CancellationToken cancellationToken)
    {
        Asked.Add((accountId, fields));
        return Task.FromResult(kind is ProcessorKind.Payment ? Binding : ProcessorBinding.NotBound);
    }

    internal Guid AnAppointmentOf(Guid clientId)
    {
        var id = Guid.CreateVersion7();
        sessions[id] = new SessionFacts(id, clientId, Guid.CreateVersion7(), Clock.GetUtcNow().UtcDateTime.AddDays(3), SessionOutcome.Scheduled, null);
        return id;
    }

    internal SessionFacts Ends(Guid appointmentId, SessionOutcome outcome, TimeSpan? beforeStart = null) => sessions[appointmentId] = sessions[appointmentId] with
    {
        Outcome = outcome,
        CancelledAt = beforeStart is { } ahead ? sessions[appointmentId].StartsAt - ahead : null,
    };

    internal async Task<ProductView> AProduct(int sessionsPaid = 1) =>
        (await Send(new Products())).Value.Single(p => p.Sessions == sessionsPaid);

    internal async Task<OrderView> AnOrderOf(Caller client, Guid? appointmentId = null, int sessionsPaid = 1) =>
        (await Send(new PlaceOrder((await AProduct(sessionsPaid)).Id, appointmentId), client)).Value;

    internal async Task<OrderView> APaidOrderOf(Caller client, Guid? appointmentId = null) =>
        (await Send(new PayOrder((await AnOrderOf(client, appointmentId)).Id, "tok_ok"), client)).Value;

    internal Task<T> Read<T>(Func<BillingDbContext, Task<T>> read) => Read<BillingDbContext, T>(read);

    protected virtual string ProfileKey => "calmally";

    /// <summary>Changes the profile before the module starts under it.</summary>
    protected virtual void Change(JsonObject profile)
    {
    }

    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection)
    {
        var file = Repository.PathOf("src", "Monolith.Host", "profiles", ProfileKey + ".json");
        var profile = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        Change(profile);
        collection.AddSingleton(PolicyProfile.Parse(file, Encoding.UTF8.GetBytes(profile.ToJsonString())));
        collection.AddSingleton<ISessionFacts>(this).AddSingleton<IConsentFacts>(this).AddSingleton<ILegalHolds>(this).AddSingleton<IOrganisationFacts>(this);
        collection.AddBilling();
    }
}

/// <summary>The Billing module under the profile of HelpU, with something on offer.</summary>
public sealed class HelpuBillingFixture : BillingFixture
{
    protected override string ProfileKey => "helpu";

    internal ProductView Plan { get; private set; } = null!; // Set while the fixture starts.

    /// <summary>A client of an organisation.</summary>
    internal Caller AMemberOf(Guid organisationId, bool isManager = false)
    {
        var member = As(Role.Client);
        Memberships[member.AccountId] = new OrganisationMembership(organisationId, isManager);
        return member;
    }

    internal async Task<OrderView> AnInvoicedOrderOf(Caller member, string? key = null)
    {
        var answer = await Send(new PlaceOrder(Plan.Id, Payer: OrderPayer.Organisation), member, key);
        Assert.Null(answer.Refusal);
        return answer.Value;
    }

    protected override async Task ArrangeAsync() =>
        Plan = (await Send(new OfferProduct("Support plan, one month", Domain.ProductKind.Service, 0, 4900, Domain.Currency.Usd), As(Role.Billing))).Value;
}

/// <summary>A service that charges nothing.</summary>
public sealed class FreeOfChargeFixture : BillingFixture
{
    protected override void Change(JsonObject profile) => profile["billing"]!["billing"] = new JsonObject
    {
        ["orders"] = false,
        ["orderKinds"] = new JsonArray(),
        ["payments"] = false,
        ["refunds"] = false,
        ["card"] = null,
        ["payer"] = "Organisation",
        ["transactions"] = false,
    };
}
