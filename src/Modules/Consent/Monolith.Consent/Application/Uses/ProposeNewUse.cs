using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Uses;

/// <summary>A use of data that was announced after the data was collected.</summary>
/// <param name="Id">The use.</param>
/// <param name="Key">What <c>optOutOfUse</c> takes.</param>
/// <param name="Description">What is done, in words for the people concerned.</param>
/// <param name="Categories">The classes of data it uses.</param>
/// <param name="ProposedAt">When it was announced.</param>
/// <param name="WindowEndsAt">Before this it is open to nobody; who objects keeps their data out of it, before and after.</param>
internal sealed record NewUseView(Guid Id, string Key, string Description, IReadOnlyList<InformationClass> Categories, DateTime ProposedAt, DateTime WindowEndsAt)
{
    public static NewUseView Of(NewUse use) => new(
        use.Id, use.Key, use.Description, [.. use.Categories.Split(',').Select(Enum.Parse<InformationClass>)], use.ProposedAt, use.WindowEndsAt);
}

/// <summary>
/// Announces a use that the register does not name, with mail to everybody; it begins when the profile's window is over (HU-46, C-17). Refused
/// with FEATURE_DISABLED where new uses are forbidden, with ILLEGAL_STATE when the key is in use, and with FIELD_REQUIRED.
/// </summary>
/// <param name="Key">Its name: capitals, digits and low lines.</param>
/// <param name="Description">What is done, in words for the people concerned.</param>
/// <param name="Categories">The classes of data it uses. Sensitive ones cannot be put to a new use.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record ProposeNewUse(string Key, string Description, IReadOnlyList<InformationClass> Categories) : ICommand<NewUseView>;

internal sealed partial class ProposeNewUseHandler(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ProposeNewUse, NewUseView>
{
    public async Task<Result<NewUseView>> Handle(ProposeNewUse command, CancellationToken cancellationToken)
    {
        if (policy.Uses is not { NewUse: NewUseMode.OptOutWindow, NewUseWindow: { } window })
        {
            return new FeatureDisabled("A new use of data collected before") { Rule = "uses.newUse (C-17)" };
        }

        if (!WellFormed().IsMatch(command.Key) || string.IsNullOrWhiteSpace(command.Description))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Description) ? "description" : "key", "A new use has a key such as PRODUCT_RESEARCH and a description.");
        }

        if (command.Categories.Count == 0 || command.Categories.Any(c => !policy.Classification.Contains(c) || ConsentQuestions.IsSensitive(c)))
        {
            return new FieldRequired("categories", "A new use names classes of data of this service, none of them sensitive.");
        }

        if (policy.Purposes.Any(p => p.Key == command.Key) || await db.NewUses.AnyAsync(u => u.Key == command.Key, cancellationToken))
        {
            return new IllegalState("A use has this key already.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var categories = command.Categories.Distinct().Select(c => c.ToString()).ToList();
        var use = new NewUse(command.Key, command.Description.Trim(), categories, user.Id, now, profile.Platform.Clock.Add(now, window));
        db.NewUses.Add(use);
        await db.SaveChangesAsync(cancellationToken);
        return NewUseView.Of(use);
    }

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{2,49}\z")]
    private static partial Regex WellFormed();
}

/// <summary>The uses that were announced after data was collected, newest first, at most 100 (HU-46).</summary>
[Query, AllowAnyone]
internal sealed record NewUses : IQuery<IReadOnlyList<NewUseView>>;

internal sealed class NewUsesHandler(ConsentDbContext db) : IQueryHandler<NewUses, IReadOnlyList<NewUseView>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<NewUseView>>> Handle(NewUses query, CancellationToken cancellationToken) =>
        (await db.NewUses.AsNoTracking().OrderByDescending(u => u.ProposedAt).ThenByDescending(u => u.Id).Take(Most).ToListAsync(cancellationToken)).ConvertAll(NewUseView.Of);
}
