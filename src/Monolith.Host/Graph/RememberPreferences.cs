using System.Text.RegularExpressions;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Host.Http;

namespace Monolith.Host.Graph;

/// <summary>What the browser of whoever asks remembers for them.</summary>
/// <param name="Language">The language, a tag such as <c>de-AT</c>.</param>
/// <param name="UserName">The name to fill in at the next sign-in.</param>
/// <param name="Customisation">How things are shown, in the front end's own words.</param>
internal sealed record RememberedPreferencesView(string? Language, string? UserName, string? Customisation)
{
    public static RememberedPreferencesView Of(Preferences kept) => new(kept.Language, kept.UserName, kept.Customisation);
}

/// <summary>What a cookie of the caller's browser remembers; nothing when there is none, or its category was refused since (O7-1.20).</summary>
[Query, AllowAnyone]
internal sealed record RememberedPreferences : IQuery<RememberedPreferencesView>;

/// <summary>
/// Lets the caller's browser remember preferences in a cookie, in place of what it remembered; nothing at all removes it. It never holds a password or a
/// session. Refused with CONSENT_REQUIRED unless the category of such cookies is accepted (see <c>setCookieChoices</c>), with FEATURE_DISABLED for what this
/// service has no cookie for, and where the call does not come over HTTP, and with FIELD_REQUIRED.
/// </summary>
/// <param name="Language">The language, a tag such as <c>de-AT</c>.</param>
/// <param name="UserName">The name to fill in at the next sign-in, at most 100 characters.</param>
/// <param name="Customisation">How things are shown, in the front end's own words, at most 300 characters.</param>
/// <param name="Visitor">The token that <c>setCookieChoices</c> answered to somebody who is not signed in.</param>
[Mutation(Payload = "preferences"), AllowAnyone]
internal sealed record RememberPreferences(string? Language = null, string? UserName = null, string? Customisation = null, string? Visitor = null)
    : ICommand<RememberedPreferencesView>;

internal sealed class RememberedPreferencesHandler(PreferenceCookie cookie, IHttpContextAccessor http) : IQueryHandler<RememberedPreferences, RememberedPreferencesView>
{
    public async Task<Result<RememberedPreferencesView>> Handle(RememberedPreferences query, CancellationToken cancellationToken) =>
        RememberedPreferencesView.Of(http.HttpContext is { } context ? await cookie.ReadAsync(context, cancellationToken) : Preferences.Nothing);
}

internal sealed partial class RememberPreferencesHandler(PreferenceCookie cookie, ICookieFacts facts, IHttpContextAccessor http)
    : ICommandHandler<RememberPreferences, RememberedPreferencesView>
{
    private const int LongestName = 100;
    private const int LongestCustomisation = 300;
    private const int LongestToken = 100;
    private const string Rule = "cookies.categories (C-23)";

    public async Task<Result<RememberedPreferencesView>> Handle(RememberPreferences command, CancellationToken cancellationToken)
    {
        var wanted = new Preferences(Trimmed(command.Language), Trimmed(command.UserName), Trimmed(command.Customisation), command.Visitor);
        if (Check(wanted) is { } refusal)
        {
            return refusal;
        }

        if (http.HttpContext is not { Response.HasStarted: false } context)
        {
            return new FeatureDisabled("A cookie for a call that does not come over HTTP");
        }

        if ((wanted.Content & ~await PreferenceCookie.AllowedAsync(context, wanted)) != 0)
        {
            return new ConsentRequired("Accept the cookies that remember preferences first: see setCookieChoices.") { Rule = Rule };
        }

        cookie.Write(context, wanted);
        return RememberedPreferencesView.Of(wanted);
    }

    private Refusal? Check(Preferences wanted) => wanted switch
    {
        _ when (wanted.Content & ~facts.Possible) != 0 || facts.Possible is CookieContent.None => new FeatureDisabled("A cookie for this") { Rule = Rule },
        { Language: { } tag } when !LanguageTag().IsMatch(tag) => new FieldRequired("language", "A language tag such as de or de-AT."),
        { UserName.Length: > LongestName } => new FieldRequired("userName", $"At most {LongestName} characters."),
        { Customisation.Length: > LongestCustomisation } => new FieldRequired("customisation", $"At most {LongestCustomisation} characters."),
        { Visitor.Length: > LongestToken } => new FieldRequired("visitor", "The token that setCookieChoices answered."),
        _ => null,
    };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]
    private static partial Regex LanguageTag();
}
