using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Integrators;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Integrators;

public sealed class IntegratorKeyTests
{
    private static readonly CreateIntegratorKey Wanted = new("Sends invitations", Role.Administrator, ["inviteStaff", "integratorKeys"], 30);

    [Theory, ClassData(typeof(Databases))]
    public async Task A_key_does_what_it_names_and_nothing_else_and_every_call_is_written_down(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var made = (await own.Send(Wanted, own.As(Role.Administrator))).Value;
        var program = (await own.CallerOf(made.Secret))!;

        Assert.Null((await own.Send(new InviteStaff(own.FreshEmail(), Role.Support), program)).Refusal);
        Assert.Single((await own.Send(new IntegratorKeysMade(), program)).Value);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new Me(), program));
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new IntegratorKeyCalls(made.Key.KeyId, null, null), program));

        var calls = (await own.Send(new IntegratorKeyCalls(made.Key.KeyId, null, null), own.As(Role.Auditor))).Value;
        Assert.Equal(
            [("IntegratorKeyCalls", AuditOutcome.Denied), ("IntegratorKeysMade", AuditOutcome.Done), ("InviteStaff", AuditOutcome.Done), ("Me", AuditOutcome.Denied)],
            calls.Select(c => (c.Operation, c.Outcome)).Order());
    }

    [Fact]
    public async Task A_name_in_the_list_opens_nothing_that_the_role_may_not()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var made = (await own.Send(Wanted with { Role = Role.Support }, own.As(Role.Administrator))).Value;

        var program = (await own.CallerOf(made.Secret))!;

        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new InviteStaff(own.FreshEmail(), Role.Support), program));
    }

    [Fact]
    public async Task A_program_makes_no_keys_and_an_old_session_neither()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var made = (await own.Send(Wanted with { Operations = ["createIntegratorKey"] }, own.As(Role.Administrator))).Value;
        var (program, administrator) = ((await own.CallerOf(made.Secret))!, own.As(Role.Administrator));
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await own.Send(Wanted, administrator)).Refusal);
        own.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<ReauthRequired>((await own.Send(Wanted, administrator)).Refusal);
        Assert.IsType<ReauthRequired>((await own.Send(Wanted, program)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_rotated_key_works_with_both_secrets_in_the_overlap_and_then_with_the_later_one(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var first = (await own.Send(Wanted, own.As(Role.Administrator))).Value;
        var second = (await own.Send(new RotateIntegratorKey(first.Key.KeyId, 60, 24), own.As(Role.Administrator))).Value;
        Assert.Equal(first.Key.KeyId, (await own.CallerOf(first.Secret))?.AccountId);
        Assert.Equal(first.Key.KeyId, (await own.CallerOf(second.Secret))?.AccountId);

        own.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(await own.CallerOf(first.Secret));
        Assert.NotNull(await own.CallerOf(second.Secret));

        var third = (await own.Send(new RotateIntegratorKey(first.Key.KeyId, 1, 0), own.As(Role.Administrator))).Value;
        Assert.Null(await own.CallerOf(second.Secret));
        own.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await own.CallerOf(third.Secret));
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await own.CallerOf(third.Secret));
        Assert.IsType<IntegratorKeyNotFound>((await own.Send(new RotateIntegratorKey(first.Key.KeyId, 60, 0), own.As(Role.Administrator))).Refusal);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var made = (await own.Send(Wanted, own.As(Role.Administrator))).Value;
        var program = (await own.CallerOf(made.Secret))!;

        Assert.NotNull((await own.Send(new RevokeIntegratorKey(made.Key.KeyId), own.As(Role.Administrator))).Value.RevokedAt);

        Assert.Null(await own.CallerOf(made.Secret));
        Assert.Null(await own.CallerOf(made.Secret + "x"));
        Assert.IsType<IntegratorKeyNotFound>((await own.Send(new RevokeIntegratorKey(Guid.CreateVersion7()), own.As(Role.Administrator))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new RevokeIntegratorKey(made.Key.KeyId), own.As(Role.Support)));
        Assert.Equal(made.Key.KeyId, program.SessionId);
    }

    [Fact]
    public async Task A_key_needs_a_purpose_a_role_of_the_staff_operations_and_an_end()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        (CreateIntegratorKey Command, string Field)[] broken =
        [
            (Wanted with { Name = " " }, "name"),
            (Wanted with { Name = new string('x', 101) }, "name"),
            (Wanted with { Role = Role.Client }, "role"),
            (Wanted with { Role = Role.Platform }, "role"),
            (Wanted with { Operations = [] }, "operations"),
            (Wanted with { Operations = ["*"] }, "operations"),
            (Wanted with { Days = 0 }, "days"),
            (Wanted with { Days = 366 }, "days"),
        ];

        foreach (var (command, field) in broken)
        {
            Assert.Equal(field, Assert.IsType<FieldRequired>((await own.Send(command, own.As(Role.Administrator))).Refusal).Field);
        }

        Assert.Null((await own.Send(Wanted with { Days = 365 }, own.As(Role.Administrator))).Refusal);
        var id = (await own.Send(new IntegratorKeysMade(), own.As(Role.Auditor))).Value[0].KeyId;
        Assert.Equal("overlapHours", Assert.IsType<FieldRequired>((await own.Send(new RotateIntegratorKey(id, 1, 73), own.As(Role.Administrator))).Refusal).Field);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_key_with_networks_works_from_there_and_from_nowhere_else(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var create = new CreateIntegratorKey("Desk", Role.Support, ["account"], 1, ["203.0.113.0/24", "2001:db8::/32"]);
        Assert.Equal("addresses", Assert.IsType<FieldRequired>((await own.Send(create with { Addresses = ["somewhere"] }, own.As(Role.Administrator))).Refusal).Field);

        var made = (await own.Send(create, own.As(Role.Administrator))).Value;

        Assert.Equal(["203.0.113.0/24", "2001:db8::/32"], made.Key.Addresses);
        Assert.NotNull(await From(own, made.Secret, "203.0.113.9"));
        Assert.NotNull(await From(own, made.Secret, "::ffff:203.0.113.9"));
        Assert.NotNull(await From(own, made.Secret, "2001:db8::7"));
        Assert.Null(await From(own, made.Secret, "203.0.114.9"));
        Assert.Null(await From(own, made.Secret, null));
    }

    private static async Task<Caller?> From(AccountsFixture own, string secret, string? address)
    {
        await using var scope = own.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().RemoteAddress = address;
        return await scope.ServiceProvider.GetRequiredService<ISessionTokens>().FindAsync(secret, TestContext.Current.CancellationToken);
    }
}
