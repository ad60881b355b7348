using System.Collections.Concurrent;
using Monolith.Billing.Application;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;

namespace Monolith.Billing.Infrastructure;

/// <summary>
/// A provider of payments without an outside: the token decides. <c>tok_ok</c> pays, <c>tok_declined</c> is declined, <c>tok_timeout</c>
/// takes the money and answers only the second time; any other token is declined. It keeps its side of the agreement: one reference, one effect.
/// </summary>
internal sealed class SandboxPayments(OutsideCalls calls) : IPaymentProvider
{
    private readonly ConcurrentDictionary<Guid, Money> charges = new();
    private readonly ConcurrentDictionary<(Guid Charge, int Number), Money> refunds = new();

    /// <summary>What was taken, by reference.</summary>
    public IReadOnlyDictionary<Guid, Money> Charges => charges;

    /// <summary>What was paid back, by reference and number.</summary>
    public IReadOnlyDictionary<(Guid Charge, int Number), Money> Refunds => refunds;

    public Task<ChargeAnswer> ChargeAsync(Guid reference, Money amount, string token, CancellationToken cancellationToken)
    {
        calls.Note("PAYMENT", Purpose.Payment, "orderId", "amount", "currency", "token");
        var pays = token is "tok_ok" or "tok_timeout";
        var answer = charges.TryGetValue(reference, out _) ? Captured(reference)
            : !pays ? new ChargeAnswer(ChargeOutcome.Declined)
            : charges.TryAdd(reference, amount) && token is "tok_timeout" ? new ChargeAnswer(ChargeOutcome.Unknown)
            : Captured(reference);
        return Task.FromResult(answer);
    }

    public Task<RefundAnswer> RefundAsync(Guid charge, int number, Money amount, CancellationToken cancellationToken)
    {
        calls.Note("PAYMENT", Purpose.Payment, "orderId", "amount", "currency");
        var paidBack = refunds.GetOrAdd((charge, number), amount);
        return Task.FromResult(new RefundAnswer(paidBack == amount ? $"sbx_re_{charge:N}_{number}" : null));
    }

    private static ChargeAnswer Captured(Guid reference) => new(ChargeOutcome.Captured, new Capture($"sbx_ch_{reference:N}", "Sandbox, ends in 4242"));
}
