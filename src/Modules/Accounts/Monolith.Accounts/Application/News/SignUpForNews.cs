using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.News;

/// <summary>
/// Asks for news by mail, without an account (AP-35). Nothing is sent but one mail with a code, until the code comes back with <c>confirmNews</c>, within two
/// days. The answer and the work are the same for every address, known or not. Refused with FEATURE_DISABLED, FIELD_REQUIRED, RATE_LIMITED.
/// </summary>
/// <param name="Email">The address.</param>
[Mutation(Payload = "newsSignUp"), AllowAnyone, GraphQLAlone, Idempotent]
internal sealed record SignUpForNews(string Email) : ICommand<NewsSignUpView>;

/// <summary>The answer to every wish for news, the same for all of them.</summary>
/// <param name="Message">What to do next.</param>
internal sealed record NewsSignUpView(string Message)
{
    /// <summary>The one answer.</summary>
    internal static NewsSignUpView Sent { get; } = new("A code is on its way to this address. News come once it is confirmed.");
}

internal sealed class SignUpForNewsHandler(
    AccountsDbContext db, IMarketingFacts marketing, SignInLimits limits, Postbox post, IVault vault, RequestScope request, TimeProvider clock)
    : ICommandHandler<SignUpForNews, NewsSignUpView>
{
    private const int LongestAddress = 254;
    private static readonly TimeSpan CodeLife = TimeSpan.FromDays(2);

    public async Task<Result<NewsSignUpView>> Handle(SignUpForNews command, CancellationToken cancellationToken)
    {
        if (!marketing.TakesSubscribers)
        {
            return new FeatureDisabled("News for people without an account") { Rule = "marketing (C-18)" };
        }

        var email = command.Email.Trim();
        if (email.Length > LongestAddress || email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }] || email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return new FieldRequired("email", "An address such as asha@example.org.");
        }

        var index = vault.BlindIndex("email", email);
        if (await limits.BeginNewsAsync(Convert.ToHexString(index), request.RemoteAddress, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        var code = SecretToken.Make();
        var subscriber = NewsSubscriber.Of(email, index, SecretToken.Hash(code), clock.GetUtcNow().UtcDateTime + CodeLife);
        db.NewsSubscribers.Add(subscriber);
        db.OutgoingMessages.Add(post.Mail(subscriber.Id, email, MessageTemplate.NewsCode, code));
        await db.SaveChangesAsync(cancellationToken);
        return NewsSignUpView.Sent;
    }
}
