using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

/// <summary>Accounts beside a neighbour that calls every therapist matched.</summary>
public abstract class MatchedFixture(string profile) : AccountsFixture
{
    /// <inheritdoc/>
    protected override string ProfileKey => profile;

    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection)
    {
        base.Register(collection);
        collection.AddScoped<IAccessGrant, Matched>();
    }

    private sealed class Matched : IAccessGrant
    {
        public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
            ValueTask.FromResult(user.Role is Role.Therapist ? "matched" : null);
    }
}

public sealed class MatchedUnderOnetoonehelp() : MatchedFixture("onetoonehelp");

public sealed class MatchedUnderCalmally() : MatchedFixture("calmally");

public sealed class MatchedUnderHelpu() : MatchedFixture("helpu");

public sealed class MatchedUnderO7therapy() : MatchedFixture("o7therapy");

public sealed class MatchedUnderAlopal() : MatchedFixture("alopal");

public sealed class MatchedClientViewTests
{
    private const string Email = "asha@employer.example";

    [Fact]
    public async Task Under_onetoonehelp_the_therapist_sees_official_contact_year_of_birth_and_gender() =>
        await Sees<MatchedUnderOnetoonehelp>(id => new ClientView(id, null, null, 1990, "woman", null, Email));

    [Fact]
    [Clause("CA-4.2")]
    public async Task Under_calmally_the_therapist_sees_name_age_and_gender() =>
        await Sees<MatchedUnderCalmally>(id => new ClientView(id, "Asha Rao", 34, null, "woman", null, null));

    [Fact]
    public async Task Under_helpu_the_therapist_sees_the_name() =>
        await Sees<MatchedUnderHelpu>(id => new ClientView(id, "Asha Rao", null, null, null, null, null));

    [Fact]
    [Clause("O7-8.5")]
    public async Task Under_o7therapy_the_therapist_sees_the_nickname_gender_and_age_and_never_the_name() =>
        await Sees<MatchedUnderO7therapy>(id => new ClientView(id, "lark", 34, null, "woman", null, null));

    [Fact]
    public async Task Under_alopal_the_therapist_sees_the_name() =>
        await Sees<MatchedUnderAlopal>(id => new ClientView(id, "Asha Rao", null, null, null, null, null));

    private static async Task Sees<TFixture>(Func<Guid, ClientView> expected)
        where TFixture : MatchedFixture, new()
    {
        await using var own = await ModuleFixture.OnAsync<TFixture>(Databases.Sqlite);
        var born = DateOnly.FromDateTime(own.Clock.GetUtcNow().UtcDateTime).AddYears(-34).AddDays(-2);
        Dictionary<string, string> details = new()
        {
            ["name"] = "Asha Rao", ["nickname"] = "lark", ["yearOfBirth"] = "1990", ["dateOfBirth"] = born.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["gender"] = "woman", ["phone"] = "+91 98765 43210",
        };
        var registration = new Registration
        {
            AccountId = Guid.CreateVersion7(), Kind = AccountKind.Client, EmailIndex = [1], Email = Sealed.Of(Email), Details = Sealed.Of(details), PasswordHash = "-",
            CodeHash = [1], AcceptedVersionIds = [], AffirmedAdult = true, RegisteredAt = own.Clock.GetUtcNow().UtcDateTime, EndsAt = own.Clock.GetUtcNow().UtcDateTime,
        };
        await own.Write<AccountsDbContext>(db =>
        {
            db.Accounts.Add(Account.Of(registration, Email, details));
            return Task.CompletedTask;
        });

        var seen = (await own.Send(new ClientsByIds([registration.AccountId]), own.As(Role.Therapist))).Value[registration.AccountId];

        Assert.Equal(expected(registration.AccountId), seen);
    }
}
