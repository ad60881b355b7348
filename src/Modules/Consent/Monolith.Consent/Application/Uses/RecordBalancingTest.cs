using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Uses;

/// <summary>How an interest of the service was weighed against those of the people whose data a purpose uses.</summary>
/// <param name="Purpose">The purpose of the register.</param>
/// <param name="Interest">The interest.</param>
/// <param name="Necessity">Why less would not do.</param>
/// <param name="Balance">What it means for the people, and what protects them.</param>
/// <param name="Passed">Whether the interest outweighs.</param>
/// <param name="RecordedAt">When it was recorded.</param>
internal sealed record BalancingTestView(string Purpose, string Interest, string Necessity, string Balance, bool Passed, DateTime RecordedAt)
{
    public static BalancingTestView Of(BalancingTest test) =>
        new(test.PurposeKey, test.Interest, test.Necessity, test.Balance, test.IsPassed, test.RecordedAt);
}

/// <summary>
/// Records the balancing test of a purpose that rests on a legitimate interest; the latest counts, and without a passed one the purpose is
/// closed where the profile asks for it (AP-11, C-12). Refused with NO_LEGAL_BASIS when the purpose does not rest on an interest, or the
/// interest is not on the profile's closed list (AP-8), and with FIELD_REQUIRED without words.
/// </summary>
/// <param name="Purpose">A key of <c>purposes</c>.</param>
/// <param name="Interest">One of the profile's interests, where it lists them; a word for it otherwise.</param>
/// <param name="Necessity">Why less would not do.</param>
/// <param name="Balance">What it means for the people, and what protects them.</param>
/// <param name="Passed">Whether the interest outweighs.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record RecordBalancingTest(string Purpose, string Interest, string Necessity, string Balance, bool Passed) : ICommand<BalancingTestView>;

internal sealed class RecordBalancingTestHandler(ConsentDbContext db, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RecordBalancingTest, BalancingTestView>
{
    public async Task<Result<BalancingTestView>> Handle(RecordBalancingTest command, CancellationToken cancellationToken)
    {
        if (!policy.Purposes.Any(p => p.Key == command.Purpose && p.Basis is LegalBasis.LegitimateInterest))
        {
            return new NoLegalBasis();
        }

        if (policy.LegalBasis.Interests.Count > 0 && !policy.LegalBasis.Interests.Contains(command.Interest))
        {
            return new NoLegalBasis { Rule = "legalBasis.interests (C-12)" };
        }

        (string Field, string Text)[] words = [("interest", command.Interest), ("necessity", command.Necessity), ("balance", command.Balance)];
        if (Array.Find(words, w => string.IsNullOrWhiteSpace(w.Text)) is { Field: { } missing })
        {
            return new FieldRequired(missing, "A balancing test names the interest, why less would not do, and what it means for the people.");
        }

        var test = new BalancingTest(
            command.Purpose, command.Interest, command.Necessity, command.Balance, command.Passed, user.Id, clock.GetUtcNow().UtcDateTime);
        db.BalancingTests.Add(test);
        await db.SaveChangesAsync(cancellationToken);
        return BalancingTestView.Of(test);
    }
}
