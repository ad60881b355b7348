using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Passkeys;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Passkeys;

/// <summary>What R35 lists: each is refused in the same words, noted, and uses its challenge up.</summary>
public sealed class PasskeyAttackTests(AccountsFixture own) : IClassFixture<AccountsFixture>
{
    private static readonly Dictionary<string, Action<SoftwareAuthenticator>> Lies = new()
    {
        ["another page"] = device => device.Origin = "http://localhost.example",
        ["another port"] = device => device.Origin = "http://localhost:8443",
        ["another scheme"] = device => device.Origin = "https://localhost",
        ["another domain"] = device => device.Domain = "example.org",
        ["a frame of another page"] = device => device.IsFramed = true,
        ["nobody verified"] = device => device.VerifiesUser = false,
        ["another challenge"] = device => device.OtherChallenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    };

    private static readonly Dictionary<string, Action<SoftwareAuthenticator>> LiesOfSignatures = new()
    {
        ["a signature of something else"] = device => device.SignsSomethingElse = true,
        ["a count that went back"] = device => device.Count = 0,
        ["another person"] = device => device.OtherUser = Encoding.UTF8.GetBytes(Guid.CreateVersion7().ToString()),
        ["an unknown passkey"] = device => device.CredentialId = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
    };

    public static TheoryData<string> AnyLie => [.. Lies.Keys];

    public static TheoryData<string> LieOfASignature => [.. LiesOfSignatures.Keys];

    [Theory, MemberData(nameof(AnyLie))]
    public async Task A_passkey_made_with_a_lie_is_not_added(string lie)
    {
        var caller = await own.ASignedInClient();
        using var device = new SoftwareAuthenticator();
        Lies[lie](device);

        Assert.IsType<PasskeyRefused>((await device.Adds(own, caller)).Refusal);
        Assert.Empty((await own.Send(new MyPasskeys(), caller)).Value);
    }

    [Theory, MemberData(nameof(AnyLie)), MemberData(nameof(LieOfASignature))]
    public async Task A_passkey_that_lies_signs_nobody_in(string lie)
    {
        using var device = await own.ADevice(await own.ASignedInClient());
        device.Count = 7;
        Assert.Null((await device.SignsIn(own)).Refusal);

        (Lies.GetValueOrDefault(lie) ?? LiesOfSignatures[lie])(device);

        Assert.IsType<PasskeyRefused>((await device.SignsIn(own)).Refusal);
    }

    [Fact]
    public async Task A_key_of_an_algorithm_that_was_not_asked_for_is_not_added()
    {
        using var device = new SoftwareAuthenticator(strong: true);

        Assert.IsType<PasskeyRefused>((await device.Adds(own, await own.ASignedInClient())).Refusal);
    }

    [Fact]
    public async Task Somebody_elses_passkey_proves_nothing_and_is_not_added_again()
    {
        var (owner, thief) = (await own.ASignedInClient(), await own.ASignedInClient());
        using var theirs = await own.ADevice(owner);
        using var mine = await own.ADevice(thief);

        Assert.IsType<PasskeyRefused>((await theirs.Proves(own, thief)).Refusal);
        mine.CredentialId = theirs.CredentialId;
        Assert.IsType<PasskeyRefused>((await mine.Adds(own, thief)).Refusal);
        Assert.Single((await own.Send(new MyPasskeys(), owner)).Value);
    }

    [Fact]
    public async Task A_challenge_is_good_once_even_for_a_wrong_answer_and_for_five_minutes()
    {
        using var device = await own.ADevice(await own.ASignedInClient());
        var asked = (await own.Send(new BeginPasskeySignIn())).Value;
        device.SignsSomethingElse = true;
        Assert.IsType<PasskeyRefused>((await own.Send(new SignInWithPasskey(asked.Ceremony, device.Get(asked.Options)))).Refusal);
        device.SignsSomethingElse = false;
        Assert.IsType<PasskeyRefused>((await own.Send(new SignInWithPasskey(asked.Ceremony, device.Get(asked.Options)))).Refusal);

        asked = (await own.Send(new BeginPasskeySignIn())).Value;
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<PasskeyRefused>((await own.Send(new SignInWithPasskey(asked.Ceremony, device.Get(asked.Options)))).Refusal);
        Assert.Null((await device.SignsIn(own)).Refusal);
        await own.RunJobs();
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.PasskeyCeremonies.CountAsync()));
    }

    [Fact]
    public async Task A_challenge_is_good_for_what_it_was_asked_for_in_the_session_that_asked()
    {
        var email = await own.AClient();
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var elsewhere = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        using var device = await own.ADevice(caller);
        var proof = (await own.Send(new BeginPasskeyProof(), caller)).Value;
        Assert.IsType<PasskeyRefused>((await own.Send(new ProveIdentityWithPasskey(proof.Ceremony, device.Get(proof.Options)), elsewhere)).Refusal);

        var signIn = (await own.Send(new BeginPasskeySignIn())).Value;
        Assert.IsType<PasskeyRefused>((await own.Send(new ProveIdentityWithPasskey(signIn.Ceremony, device.Get(signIn.Options)), caller)).Refusal);
        using var another = new SoftwareAuthenticator();
        var add = (await own.Send(new BeginPasskey(), caller)).Value;
        Assert.IsType<PasskeyRefused>((await own.Send(new AddPasskey(add.Ceremony, another.Create(add.Options), "Other"), elsewhere)).Refusal);
        Assert.IsType<PasskeyRefused>((await own.Send(new SignInWithPasskey("made up", device.Get(signIn.Options)))).Refusal);
        Assert.IsType<PasskeyRefused>((await own.Send(new SignInWithPasskey(add.Ceremony, "{\"not\":\"one\"}"))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_answer_at_once_signs_in_once(string database)
    {
        await using var here = await ModuleFixture.OnAsync<AccountsFixture>(database);
        using var device = await here.ADevice(await here.ASignedInClient());
        var asked = (await here.Send(new BeginPasskeySignIn())).Value;
        var answer = device.Get(asked.Options);

        var answers = await AccountsFixture.AtOnce([.. Enumerable.Repeat(() => here.Send(new SignInWithPasskey(asked.Ceremony, answer)), 4)]);

        Assert.Single(answers, a => a.Refusal is null);
    }

    [Fact]
    public async Task The_passkey_of_a_suspended_account_is_refused_in_the_same_words_and_every_refusal_is_noted()
    {
        await using var here = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var caller = await here.ASignedInClient();
        using var device = await here.ADevice(caller);
        await here.Send(new SuspendAccount(caller.AccountId), here.As(Role.Administrator));

        Assert.IsType<PasskeyRefused>((await device.SignsIn(here)).Refusal);

        await here.RunJobs();
        Assert.Equal(1, await here.Read<AccountsDbContext, int>(db => db.UsageEntries.CountAsync(e => e.Area == "passkeyRefused" && e.Kind == UsageKind.Security)));
    }

    [Fact]
    public async Task Where_no_front_end_is_named_there_are_no_passkeys()
    {
        await using var here = await ModuleFixture.OnAsync<WithoutFrontEnds>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await here.Send(new BeginPasskeySignIn())).Refusal);
        Assert.IsType<FeatureDisabled>((await here.Send(new BeginPasskey(), await here.ASignedInClient())).Refusal);
    }
}

public sealed class WithoutFrontEnds : AccountsFixture
{
    protected override IReadOnlyList<Uri> Sites => [];
}
