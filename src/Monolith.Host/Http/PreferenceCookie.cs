using System.Buffers.Text;
using System.Text.Json;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Host.Http;

/// <summary>What the browser of somebody keeps for them.</summary>
/// <param name="Language">The language.</param>
/// <param name="UserName">The name that is filled in at the next sign-in.</param>
/// <param name="Customisation">How things are shown, in the front end's own words.</param>
/// <param name="Visitor">The token of the choices it was set under.</param>
internal sealed record Preferences(string? Language, string? UserName, string? Customisation, string? Visitor)
{
    public static Preferences Nothing { get; } = new(null, null, null, null);

    /// <summary>The kinds it holds.</summary>
    public CookieContent Content =>
        (Language is null ? 0 : CookieContent.Language) | (UserName is null ? 0 : CookieContent.UserName) | (Customisation is null ? 0 : CookieContent.Customisation);
}

/// <summary>
/// The one cookie of the platform (O7-1.20). It is set only while its category is accepted, and taken away when a request brings it and the category is refused.
/// It is sealed for the platform, so that nobody reads or forges it; it signs nobody in.
/// </summary>
internal sealed class PreferenceCookie(IVault vault)
{
    public const string Name = "__Host-preferences";
    private const string Context = "preference cookie";
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);
    private static readonly object Wanted = new();

    private static CookieOptions Options => new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax };

    /// <summary>What the request brought, when that is still allowed; the response takes it away when it is not, even if that was decided meanwhile.</summary>
    public async ValueTask<Preferences> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var text) || http.Items.ContainsKey(Wanted))
        {
            return http.Items[Wanted] as Preferences ?? Preferences.Nothing;
        }

        var kept = await OpenAsync(text, cancellationToken);
        http.Items[Wanted] = kept ?? Preferences.Nothing;
        http.Response.OnStarting(() => FinishAsync(http, kept));
        if (kept is null || (kept.Content & ~await AllowedAsync(http, kept)) != 0)
        {
            http.Items[Wanted] = Preferences.Nothing;
        }

        return (Preferences)http.Items[Wanted]!;
    }

    /// <summary>What the response is to set.</summary>
    public void Write(HttpContext http, Preferences preferences)
    {
        if (!http.Items.ContainsKey(Wanted))
        {
            http.Response.OnStarting(() => FinishAsync(http, brought: null));
        }

        http.Items[Wanted] = preferences;
    }

    /// <summary>What may be kept for whoever sends the request.</summary>
    public static Task<CookieContent> AllowedAsync(HttpContext http, Preferences preferences)
    {
        var caller = http.RequestServices.GetRequiredService<RequestScope>();
        return http.RequestServices.GetRequiredService<ICookieFacts>().AllowedAsync(caller.Id == Guid.Empty ? null : caller.Id, preferences.Visitor, http.RequestAborted);
    }

    private async Task FinishAsync(HttpContext http, Preferences? brought)
    {
        var wanted = (Preferences)http.Items[Wanted]!;
        var mayStay = wanted.Content is not CookieContent.None && (wanted.Content & ~await AllowedAsync(http, wanted)) == 0;
        if (mayStay && wanted != brought)
        {
            http.Response.Cookies.Append(Name, await SealAsync(wanted, http.RequestAborted), new CookieOptions(Options) { MaxAge = Life });
        }
        else if (!mayStay && http.Request.Cookies.ContainsKey(Name))
        {
            http.Response.Cookies.Delete(Name, Options);
        }
    }

    private async ValueTask<string> SealAsync(Preferences preferences, CancellationToken cancellationToken) => Base64Url.EncodeToString(
        await vault.SealBytesAsync(null, DataClass.Usage, Context, JsonSerializer.SerializeToUtf8Bytes(preferences), cancellationToken));

    private async ValueTask<Preferences?> OpenAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<Preferences>(await vault.OpenBytesAsync(null, DataClass.Usage, Context, Base64Url.DecodeFromChars(text), cancellationToken));
        }
        catch (Exception fault) when (fault is FormatException or DataIntegrityException or JsonException)
        {
            return null;
        }
    }
}
