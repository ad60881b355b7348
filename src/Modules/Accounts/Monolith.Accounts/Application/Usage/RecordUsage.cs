using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Usage;

/// <summary>
/// Tells what only a front end knows of a visit: a page, time spent, diagnostics. The profile names the facts that may be told (<c>usage.fields</c>); what it
/// does not name is refused, not dropped. Refused with FIELD_NOT_COLLECTED, FIELD_REQUIRED.
/// </summary>
/// <param name="Page">The page or screen.</param>
/// <param name="Facts">Further facts, by their names in the profile.</param>
/// <param name="Visitor">The token that <c>setCookieChoices</c> answered to somebody who is not signed in: without it no vendor is told of the visit.</param>
[Mutation(Payload = "usage"), AllowAnyone]
internal sealed record RecordUsage(string Page, IReadOnlyList<FieldValue>? Facts, string? Visitor = null) : ICommand<UsageNotedView>;

/// <summary>A use that was noted.</summary>
/// <param name="Facts">Names of the facts that were taken.</param>
internal sealed record UsageNotedView(IReadOnlyList<string> Facts);

internal sealed class RecordUsageHandler(UsageLog log, AccountsPolicy policy, ICurrentUser user, RequestScope request) : ICommandHandler<RecordUsage, UsageNotedView>
{
    private const int LongestPage = 80;
    private const int LongestFact = 300;
    private const int LongestToken = 100;

    public Task<Result<UsageNotedView>> Handle(RecordUsage command, CancellationToken cancellationToken) => Task.FromResult(Noted(command));

    private Result<UsageNotedView> Noted(RecordUsage command)
    {
        if (command.Page.Length is 0 or > LongestPage)
        {
            return new FieldRequired("page", $"1 to {LongestPage} characters.");
        }

        if (command.Visitor?.Length > LongestToken)
        {
            return new FieldRequired("visitor", "The token that setCookieChoices answered.");
        }

        var collected = FieldRule.Collect([], command.Facts);
        if (collected.Refusal is { } doubled)
        {
            return doubled;
        }

        foreach (var (name, value) in collected.Value)
        {
            if (!policy.Usage.Fields.Contains(name) || !UsageFacts.ComesFromFrontEnds(name))
            {
                return new FieldNotCollected(name);
            }

            if (value.Length > LongestFact)
            {
                return new FieldRequired(name, $"At most {LongestFact} characters.");
            }
        }

        log.NotePage(user.IsSignedIn ? user.Id : null, command.Page, new CallFacts(request.RemoteAddress, request.UserAgent), collected.Value, command.Visitor);
        return new UsageNotedView([.. collected.Value.Keys]);
    }
}
