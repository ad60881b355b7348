using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

/// <summary>What two requests at once could write twice, the database takes once.</summary>
public sealed class UniqueRowsTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private static readonly Guid Id = Guid.CreateVersion7();

    [Theory]
    [InlineData("RequesterCode", "CaseId")]
    [InlineData("PushDevice", "TokenIndex")]
    [InlineData("Minor", "AccountId")]
    [InlineData("SecondFactor", "AccountId")]
    [InlineData("ConfidentialityUndertaking", "AccountId")]
    [InlineData("MailCode", "CodeHash")]
    [InlineData("UsageDay", "DayAt,Area,People")]
    public async Task A_second_row_with_the_same_is_refused(string type, string columns)
    {
        var now = accounts.Clock.GetUtcNow().UtcDateTime;
        await AddAsync();

        await Assert.ThrowsAsync<ConstraintException>(AddAsync);

        Task AddAsync() => accounts.Write<AccountsDbContext>(db =>
        {
            var entity = db.Model.GetEntityTypes().Single(t => t.ClrType.Name == type);
            PersonalRows.Add(db, entity, now, [.. columns.Split(',').Select(c => (c, Same(entity.FindProperty(c)!.ClrType, now)))]);
            return Task.CompletedTask;
        });
    }

    private static object Same(Type type, DateTime now) => type == typeof(Guid) ? Id : type == typeof(DateTime) ? now : type == typeof(string) ? "x" : Id.ToByteArray();
}
