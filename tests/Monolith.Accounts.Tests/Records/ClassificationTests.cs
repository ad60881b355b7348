using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Records;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

/// <summary>Accounts among modules that hold something of each class.</summary>
public abstract class ClassesFixture : AccountsFixture
{
    protected override void Register(IServiceCollection collection)
    {
        base.Register(collection);
        collection.AddScoped<IPersonalDataHolder, Holder>();
    }

    private sealed class Holder : IPersonalDataHolder
    {
        public Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Holding>>(
        [
            .. Enum.GetValues<DataClass>().Select(c => new Holding("played", c, c.ToString(), 1, null)),
            new Holding("played", DataClass.Case, "Register", 1, null, IsPublic: true),
        ]);

        public Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<object>>>(new Dictionary<string, IReadOnlyList<object>>());
    }
}

/// <summary>Under the profile of 1to1help, whose policy knows personal and anonymised data only.</summary>
public sealed class PersonalOnlyFixture : ClassesFixture
{
    protected override string ProfileKey => "onetoonehelp";
}

/// <summary>Under the profile of AloPal, whose policy knows health data and public records.</summary>
public sealed class HealthAndPublicFixture : ClassesFixture
{
    protected override string ProfileKey => "alopal";
}

/// <summary>Under the profile of CalmAlly, whose policy knows sensitive data.</summary>
public sealed class SensitiveFixture : ClassesFixture
{
}

public sealed class ClassificationTests
{
    [Fact, Clause("TH-24")]
    public async Task Whatever_leads_to_a_person_is_personal()
    {
        await using var accounts = await ModuleFixture.OnAsync<PersonalOnlyFixture>(Databases.Sqlite);

        var holdings = (await accounts.Send(new Holdings(null), accounts.As(Role.Client))).Value;

        Assert.True(holdings.Length > 7);
        Assert.All(holdings, h => Assert.Equal("PERSONAL", h.Classification));
    }

    [Fact, Clause("AP-63")]
    public async Task Data_has_the_narrowest_class_that_the_policy_knows()
    {
        await using var alopal = await ModuleFixture.OnAsync<HealthAndPublicFixture>(Databases.Sqlite);
        await using var calmally = await ModuleFixture.OnAsync<SensitiveFixture>(Databases.Sqlite);

        var ofAloPal = (await alopal.Send(new Holdings(null), alopal.As(Role.Client))).Value.ToDictionary(h => h.Kind, h => h.Classification);
        var ofCalmAlly = (await calmally.Send(new Holdings(null), calmally.As(Role.Client))).Value.ToDictionary(h => h.Kind, h => h.Classification);

        Assert.Equal(("HEALTH", "HEALTH", "PUBLIC", "PERSONAL"), (ofAloPal["Health"], ofAloPal["Communication"], ofAloPal["Register"], ofAloPal["Identity"]));
        Assert.Equal(("SENSITIVE", "PERSONAL", "PERSONAL"), (ofCalmAlly["Health"], ofCalmAlly["Register"], ofCalmAlly["Usage"]));
    }
}
