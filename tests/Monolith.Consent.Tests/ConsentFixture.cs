using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>The Consent module under the profile of CalmAlly; the test plays Accounts and Grievance.</summary>
public class ConsentFixture : ModuleFixture
{
    protected virtual string Profile => "calmally";

    internal static AccessRequest ServiceWrite(Guid clientId) => new(clientId, DataClass.Identity, AccessMode.Write, Purpose.ServiceDelivery);

    internal static AccessRequest HealthWrite(Guid clientId) => new(clientId, DataClass.Health, AccessMode.Write, Purpose.ServiceDelivery);

    internal async Task<IReadOnlyList<DocumentVersion>> ToAcceptAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPolicyFacts>().ToAcceptAsync(TestContext.Current.CancellationToken);
    }

    internal async Task<Caller> ARegisteredClientAsync()
    {
        var client = As(Role.Client);
        var versions = await ToAcceptAsync();
        await Tell(new ClientRegistered(client.AccountId, [.. versions.Select(v => v.VersionId)], AffirmedAdult: true, Clock.GetUtcNow().UtcDateTime));
        return client;
    }

    internal async Task<Refusal?> AskAsync(Caller caller, AccessRequest request)
    {
        await using var scope = Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<RequestScope>();
        current.RequestId = "test";
        current.SignIn(caller);
        return await scope.ServiceProvider.GetRequiredService<IAccessGate>().AskAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IConsentFacts>().StateAsync(accountId, purpose, TestContext.Current.CancellationToken);
    }

    internal async Task<ProcessorBinding> BindingAsync(ProcessorKind kind, SharedFields fields = SharedFields.None, Guid accountId = default)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IConsentFacts>().BindingAsync(accountId, kind, fields, TestContext.Current.CancellationToken);
    }

    internal string WordingOf(ConsentPurpose purpose) => Services.GetRequiredService<ConsentQuestions>().Find(purpose)!.WordingVersion;

    internal async Task<ConsentRecordView> GrantAsync(Caller client, ConsentPurpose purpose) =>
        (await Send(new GrantConsent(purpose, AffirmativeAct.Tick, WordingOf(purpose)), client)).Value;

    internal async Task<PolicyVersionView> DocumentAsync(DocumentKind kind) => (await Send(new PolicyDocument(kind, null))).Value;

    internal Task StartAgainAsync() =>
        Services.GetServices<IHostedService>().OfType<FirstStart>().Single().StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Changes the profile before the module starts under it.</summary>
    protected virtual void Change(JsonObject profile)
    {
    }

    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection)
    {
        var file = Repository.PathOf("src", "Monolith.Host", "profiles", Profile + ".json");
        var profile = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        Change(profile);
        collection.AddSingleton(PolicyProfile.Parse(file, System.Text.Encoding.UTF8.GetBytes(profile.ToJsonString())));
        collection.AddConsent();
    }

    /// <inheritdoc/>
    protected override Task ArrangeAsync() => StartAgainAsync();
}

/// <summary>Under the profile of O7: notice before a significant change, continued use.</summary>
public sealed class NoticeFirstFixture : ConsentFixture
{
    protected override string Profile => "o7therapy";
}

/// <summary>Under the profile of HelpU: approval of what is to one's disadvantage; no consent to sensitive data.</summary>
public sealed class ApprovalFixture : ConsentFixture
{
    protected override string Profile => "helpu";
}

/// <summary>Under the profile of 1to1help: effective date at the top.</summary>
public sealed class PostedAtOnceFixture : ConsentFixture
{
    protected override string Profile => "onetoonehelp";
}

/// <summary>CalmAlly with other settings, to see whether the texts follow.</summary>
public sealed class OtherSettingsFixture : ConsentFixture
{
    protected override void Change(JsonObject profile)
    {
        profile["therapy"]!["retention"]!["health"] = "P5Y";
        profile["grievance"]!["takedown"]!["on"] = false;
        profile["accounts"]!["age"]!["minimum"] = 21;
        profile["consent"]!["dataResidency"] = new JsonObject { ["mode"] = "Any", ["primary"] = null, ["transferConsent"] = "None" };
        profile["consent"]!["retention"]!["published"] = false;
        profile["consent"]!["acceptance"]!["onChange"]!["significant"] = "Explicit";
    }
}
