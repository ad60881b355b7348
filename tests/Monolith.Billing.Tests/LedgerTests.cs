using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Ledger;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;
using Npgsql;

namespace Monolith.Billing.Tests;

public sealed class LedgerTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task After_any_payments_and_refunds_debits_equal_credits_and_the_orders_say_the_same(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var staff = own.As(Role.Billing);
        for (var i = 0; i < 25; i++)
        {
            var client = own.As(Role.Client);
            var order = await own.AnOrderOf(client, sessionsPaid: RandomNumberGenerator.GetInt32(2) == 0 ? 1 : 4);
            await own.Send(new PayOrder(order.Id, RandomNumberGenerator.GetInt32(4) == 0 ? "tok_declined" : "tok_ok"), client);
            for (var refunds = RandomNumberGenerator.GetInt32(3); refunds > 0; refunds--)
            {
                await own.Send(new RefundPayment(order.Id, "x", RandomNumberGenerator.GetInt32(400000)), staff);
            }
        }

        var ledger = (await own.Send(new LedgerBalances(), staff)).Value;
        var orders = await own.Read(db => db.Orders.ToListAsync());

        Assert.True(ledger.Balances);
        Assert.Equal(orders.Where(o => o.PaidAt is not null).Sum(o => o.AmountMinor), ledger.Accounts.SingleOrDefault(a => a.Account is LedgerAccount.Sales)?.CreditMinor ?? 0);
        Assert.Equal(orders.Sum(o => o.RefundedMinor), ledger.Accounts.SingleOrDefault(a => a.Account is LedgerAccount.SalesReturned)?.DebitMinor ?? 0);
        Assert.All(orders, o => Assert.InRange(o.RefundedMinor, 0, o.AmountMinor));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_imbalance_is_seen(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        await own.APaidOrderOf(own.As(Role.Client));

        await own.Write<BillingDbContext>(async db =>
        {
            var entry = await db.JournalEntries.SingleAsync();
            var stray = Posting.Debit(LedgerAccount.Sales, new Money(1, Currency.Inr));
            db.Postings.Add(stray);
            db.Entry(stray).Property(p => p.EntryId).CurrentValue = entry.Id;
        });

        Assert.False((await own.Send(new LedgerBalances(), own.As(Role.Auditor))).Value.Balances);
    }

    [Fact]
    public void An_entry_that_does_not_balance_cannot_be_made()
    {
        var (rupee, other) = (new Money(100, Currency.Inr), new Money(100, Currency.Usd));
        JournalEntry Entry(params Posting[] postings) => JournalEntry.Of(Guid.CreateVersion7(), Guid.CreateVersion7(), DateTime.UnixEpoch, postings);

        Assert.Equal(2, Entry(Posting.Debit(LedgerAccount.Sales, rupee), Posting.Credit(LedgerAccount.Sales, rupee)).Postings.Count);
        Assert.Throws<InvalidOperationException>(() => Entry(Posting.Debit(LedgerAccount.Sales, rupee)));
        Assert.Throws<InvalidOperationException>(() => Entry(Posting.Debit(LedgerAccount.Sales, rupee), Posting.Credit(LedgerAccount.Sales, rupee with { Minor = 99 })));
        Assert.Throws<InvalidOperationException>(() => Entry(Posting.Debit(LedgerAccount.Sales, rupee), Posting.Credit(LedgerAccount.Sales, other)));
        Assert.Throws<InvalidOperationException>(() => Entry(Posting.Debit(LedgerAccount.Sales, default), Posting.Credit(LedgerAccount.Sales, default)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_database_refuses_to_change_or_delete_what_was_booked(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        await own.APaidOrderOf(own.As(Role.Client));
        var dot = kind == Databases.Sqlite ? "_" : ".";

        foreach (var (table, column) in new[] { ("journal_entry", "booked_at"), ("posting", "debit_minor"), ("invoice", "total_minor"), ("invoice_line", "total_minor") })
        {
            Assert.Contains("written_once", await RefusalOf(own, kind, $"UPDATE billing{dot}{table} SET {column} = {column}"), StringComparison.Ordinal);
            Assert.Contains("written_once", await RefusalOf(own, kind, $"DELETE FROM billing{dot}{table}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Clients_do_not_see_the_ledger()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);

        var refused = await Assert.ThrowsAsync<BuildingBlocks.Messaging.RejectedException>(() => own.Send(new LedgerBalances(), own.As(Role.Client)));

        Assert.Equal("FORBIDDEN", refused.Code);
    }

    private static async Task<string> RefusalOf(BillingFixture own, string kind, string sql)
    {
        await using System.Data.Common.DbConnection connection = kind == Databases.Sqlite
            ? new SqliteConnection(own.ConnectionString) : new NpgsqlConnection(own.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).Message;
    }
}
