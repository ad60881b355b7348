using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>A choice for one category of cookies.</summary>
/// <param name="Category">A name of <c>cookieCatalogue</c>.</param>
/// <param name="Accepted">Whether they may be set.</param>
internal sealed record CookieChoice(string Category, bool Accepted);

/// <summary>The choices as they are now.</summary>
/// <param name="Visitor">For somebody who is not signed in: the token to keep and to send along; null for an account.</param>
/// <param name="Categories">Every category with its state.</param>
/// <param name="Records">For an account: what was recorded, with receipts.</param>
internal sealed record CookieChoicesView(string? Visitor, IReadOnlyList<CookieCategoryView> Categories, IReadOnlyList<ConsentRecordView> Records);

/// <summary>
/// Accepts or refuses cookies by category, with effect at once; what is not named stays as it was (C-22). Whoever is not signed in gets a token
/// that stands for the choices and for nothing else. Refused with FEATURE_DISABLED where there are no cookies, with FIELD_REQUIRED for a
/// category that is not in the catalogue, and with RATE_LIMITED for too many visitors' choices from one address.
/// </summary>
/// <param name="Choices">The choices.</param>
/// <param name="Visitor">The token of earlier choices, when nobody is signed in.</param>
[Mutation(Payload = "cookieChoices"), AllowAnyone, Idempotent]
internal sealed record SetCookieChoices(IReadOnlyList<CookieChoice> Choices, string? Visitor = null) : ICommand<CookieChoicesView>;

internal sealed class SetCookieChoicesHandler(
    ConsentDbContext db, ConsentPolicy policy, TrackingChoices choices, ConsentLedger ledger, VisitorLimits limits, RequestScope user, TimeProvider clock)
    : ICommandHandler<SetCookieChoices, CookieChoicesView>
{
    public async Task<Result<CookieChoicesView>> Handle(SetCookieChoices command, CancellationToken cancellationToken)
    {
        if (policy.Cookies.Mode is CookieMode.None)
        {
            return new FeatureDisabled("A choice of cookies, of which none are set,");
        }

        if (command.Choices.Count == 0 || command.Choices.Any(c => policy.Cookies.Categories.All(known => known.Name != c.Category)))
        {
            return new FieldRequired("choices", $"The categories are: {string.Join(", ", policy.Cookies.Categories.Select(c => c.Name))}.");
        }

        if (user.Role is Role.Visitor && limits.Enter(user.RemoteAddress) is { } tooMany)
        {
            return tooMany;
        }

        var before = await choices.OfAsync(command.Visitor, cancellationToken);
        var wanted = command.Choices.GroupBy(c => c.Category).ToDictionary(g => g.Key, g => g.Last().Accepted);
        var token = user.Role is Role.Visitor ? await ChooseAsVisitorAsync(wanted, command.Visitor, cancellationToken) : null;
        var records = user.Role is Role.Visitor ? [] : await RecordAsync(wanted, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var now = before with { Chosen = before.Chosen.Where(c => !wanted.ContainsKey(c.Key)).Concat(wanted).ToDictionary() };
        return new CookieChoicesView(token, [.. policy.Cookies.Categories.Select(c => CookieCategoryView.Of(c, now))], records);
    }

    private async Task<string> ChooseAsVisitorAsync(Dictionary<string, bool> wanted, string? token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var visitor = await choices.VisitorAsync(token, cancellationToken);
        if (visitor is null)
        {
            token = TrackingChoices.NewToken();
            visitor = new VisitorChoice(TrackingChoices.HashOf(token), now);
            db.VisitorChoices.Add(visitor);
        }

        foreach (var (category, accepted) in wanted)
        {
            visitor.Choose(category, accepted, now);
        }

        return token!;
    }

    private async Task<List<ConsentRecordView>> RecordAsync(Dictionary<string, bool> wanted, CancellationToken cancellationToken)
    {
        List<ConsentRecordView> records = [];
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (category, accepted) in wanted)
        {
            var key = new ConsentKey(user.Id, ConsentPurpose.Cookies, category);
            var last = await ledger.LastAsync(key, cancellationToken);
            if (last?.State == (accepted ? ConsentState.Given : ConsentState.Withdrawn))
            {
                continue;
            }

            var wording = PolicyVersion.Fingerprint(string.Join(' ', policy.Cookies.Categories.First(c => c.Name == category).Purposes))[..16];
            var record = accepted
                ? ConsentRecord.Grant(key, last, AffirmativeAct.Click, wording, now)
                : ConsentRecord.Withdraw(key, last, wording, now);
            records.Add(await ledger.AddAsync(record, last, cancellationToken));
        }

        return records;
    }
}
