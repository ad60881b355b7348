using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Tests.Messages;
using Monolith.Accounts.Tests.Usage;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Testing;

namespace Monolith.Accounts.Tests;

/// <summary>Accounts under the profile calmally, with published documents as its only neighbour.</summary>
public class AccountsFixture : ModuleFixture, ILegalHolds, IVisitFacts
{
    public const string Password = "Quiet-Harbour-93 lamp";
    private int people;

    public static Guid DocumentVersionId { get; } = Guid.CreateVersion7();

    /// <summary>Who is under a legal hold.</summary>
    internal List<Guid> Held { get; } = [];

    /// <summary>Whose visits a vendor is told of, by the account or the visitor's token.</summary>
    internal Dictionary<string, Guid> Followed { get; } = [];

    protected virtual string ProfileKey => "calmally";

    protected virtual IReadOnlyList<Uri> Sites => [new("http://localhost")];

    protected virtual string? PartnersFile => null;

    protected virtual string? PlacesFile => null;

    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. Held]);

    public Task<Guid?> FollowedAsAsync(Guid? accountId, string? visitor, CancellationToken cancellationToken) =>
        Task.FromResult(Followed.TryGetValue(accountId?.ToString() ?? visitor ?? "", out var id) ? id : (Guid?)null);

    /// <summary>As <see cref="ModuleFixture.As"/>, with proof given now; whoever acts as staff has signed the undertaking of confidentiality.</summary>
    public new Caller As(Role role, Guid? accountId = null)
    {
        var caller = base.As(role, accountId) with { AuthenticatedAt = Clock.GetUtcNow().UtcDateTime };
        Services.GetRequiredService<SignedUndertakings>().Remember(caller.AccountId);
        return caller;
    }

    public string FreshEmail() => $"person{Interlocked.Increment(ref people)}.{Guid.CreateVersion7():N}@example.org";

    internal static RegisterClient Form(string email) =>
        new("Asha Rao", email, "+91 98765 43210", 34, null, null, "woman", null, Password, true, true);

    internal async Task<OutgoingMessageView[]> MailTo(string email) => (await Send(new Outbox(email, null))).Value;

    internal async Task<string> CodeTo(string email, MessageTemplate template) => (await MailTo(email)).First(m => m.Template == template).Code!;

    /// <summary>Starts all of them on threads of their own in the same moment; on SQLite a call is synchronous, so tasks alone would queue up.</summary>
    internal static async Task<T[]> AtOnce<T>(params Func<Task<T>>[] calls)
    {
        using var start = new Barrier(calls.Length);
        return await Task.WhenAll(calls.Select(call => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return call();
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    /// <summary>Registers with this form, proves the address and signs in.</summary>
    internal async Task<Caller> Registered(RegisterClient form)
    {
        Assert.Null((await Send(form)).Refusal);
        Assert.Null((await Send(new VerifyEmail(await CodeTo(form.Email!, MessageTemplate.VerifyEmail)))).Refusal);
        return (await CallerOf((await SignedIn(form.Email!)).AccessToken))!;
    }

    /// <summary>Registers a client and proves the address.</summary>
    internal async Task<string> AClient(string? email = null)
    {
        email ??= FreshEmail();
        Assert.Null((await Send(Form(email))).Refusal);
        Assert.Null((await Send(new VerifyEmail(await CodeTo(email, MessageTemplate.VerifyEmail)))).Refusal);
        return email;
    }

    internal async Task<SignInView> SignedIn(string email, string password = Password)
    {
        var answer = await Send(new SignIn(email, password, null));
        Assert.Null(answer.Refusal);
        return answer.Value;
    }

    internal async Task<Caller?> CallerOf(string accessToken)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISessionTokens>().FindAsync(accessToken, TestContext.Current.CancellationToken);
    }

    /// <summary>A registered, signed-in client as a caller.</summary>
    internal async Task<Caller> ASignedInClient(string? email = null) => (await CallerOf((await SignedIn(await AClient(email))).AccessToken))!;

    /// <summary>Invites a member of staff and takes up the role.</summary>
    internal async Task<Guid> AMemberOfStaff(Role role, string? email = null)
    {
        email ??= FreshEmail();
        Assert.Null((await Send(new InviteStaff(email, role), As(Role.Administrator))).Refusal);
        return (await Send(new AcceptInvitation(await CodeTo(email, MessageTemplate.StaffInvitation), "Ravi Iyer", Password))).Value.AccountId;
    }

    /// <summary>The person's key of this class is destroyed.</summary>
    internal async Task TakesNothing(Guid person, DataClass dataClass) => await Assert.ThrowsAsync<ErasedDataException>(() =>
        Services.GetRequiredService<IVault>().SealBytesAsync(person, dataClass, "x", new byte[] { 1 }, TestContext.Current.CancellationToken).AsTask());

    protected override void Register(IServiceCollection collection)
    {
        collection.AddSingleton(PolicyProfile.Parse($"profiles/{ProfileKey}.json", File.ReadAllBytes(Repository.PathOf("src", "Monolith.Host", "profiles", ProfileKey + ".json"))));
        collection.AddScoped<IPolicyFacts, PublishedDocuments>().AddSingleton<ILegalHolds>(this).AddSingleton<IVisitFacts>(this);
        collection.AddSingleton<PlayedUses>().AddSingleton<IUseFacts>(p => p.GetRequiredService<PlayedUses>());
        collection.AddSingleton<PlayedMarketing>().AddSingleton<IMarketingFacts>(p => p.GetRequiredService<PlayedMarketing>());
        collection.AddAccounts(passwordRounds: 1_000, sites: Sites, partnersFile: PartnersFile, placesFile: PlacesFile);
    }

    private sealed class PublishedDocuments : IPolicyFacts
    {
        public Task<IReadOnlyList<DocumentVersion>> ToAcceptAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DocumentVersion>>([new DocumentVersion(DocumentVersionId, DocumentKind.Privacy, 1)]);

        public Task<IReadOnlyList<DocumentVersion>> InForceAsync(Guid accountId, CancellationToken cancellationToken) => ToAcceptAsync(cancellationToken);
    }
}
