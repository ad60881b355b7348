using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>Starts sessions and renews their tokens. Times: access 15 minutes, a session 12 hours, idle by the profile (A-19, R38).</summary>
internal sealed class SessionIssue(AccountsPolicy policy, StaffSecondFactor staff, TimeProvider clock)
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    /// <summary>How long a session of this role may be unused; <see cref="TimeSpan.MaxValue"/> when only its end counts.</summary>
    public TimeSpan IdleOf(Role role) =>
        (role is Role.Client or Role.Therapist ? policy.Auth.IdleTimeout : policy.Auth.StaffIdleTimeout ?? policy.Auth.IdleTimeout)?.Elapsed ?? TimeSpan.MaxValue;

    /// <summary>As what a session acts: staff have their role only in sessions that showed a second factor (R34).</summary>
    public Role RoleIn(Role role, DateTime? factorShownAt) =>
        staff.IsRequired && factorShownAt is null && role is not (Role.Client or Role.Therapist) ? Role.Visitor : role;

    /// <summary>A session for the account, with its tokens.</summary>
    public (AccountSession Session, SignInView View) Start(Account account, KnownDevice device, string deviceToken, string? userAgent, bool showedFactor)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new AccountSession
        {
            AccountId = account.Id,
            DeviceId = device.Id,
            UserAgent = string.IsNullOrWhiteSpace(userAgent) ? null : Sealed.Of(userAgent.Length > 200 ? userAgent[..200] : userAgent),
            StartedAt = now,
            EndsAt = now + SessionLife,
        };
        if (showedFactor)
        {
            session.ShowFactor(now);
        }

        return (session, Renew(session, account, deviceToken));
    }

    /// <summary>Fresh tokens for a running session.</summary>
    public SignInView Renew(AccountSession session, Account account, string? deviceToken)
    {
        var (access, refresh) = (SecretToken.Make(), SecretToken.Make());
        var idle = IdleOf(account.Role);
        session.Issue(SecretToken.Hash(access), SecretToken.Hash(refresh), clock.GetUtcNow().UtcDateTime, idle < AccessLife ? idle : AccessLife);
        var needsFactor = RoleIn(account.Role, session.FactorShownAt) != account.Role;
        return new SignInView(session.AccountId, account.Kind, account.Role, needsFactor, access, session.AccessEndsAt, refresh, session.EndsAt, deviceToken);
    }
}

/// <summary>Whether members of staff need a second factor. They do, except on a host started for tests.</summary>
internal sealed record StaffSecondFactor(bool IsRequired);

/// <summary>The tokens of a session. Send the access token as <c>Authorization: Bearer</c>; before it ends exchange the refresh token for fresh ones.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Kind">What the account is.</param>
/// <param name="Role">What it may do.</param>
/// <param name="NeedsSecondFactor">Whether the role waits for a second factor: a member of staff without one can only add one (<c>beginSecondFactor</c>).</param>
/// <param name="AccessToken">For the <c>Authorization</c> header.</param>
/// <param name="AccessTokenEndsAt">Until when it works.</param>
/// <param name="RefreshToken">For <c>refreshSession</c>, once.</param>
/// <param name="SessionEndsAt">The end of the session, however it is used.</param>
/// <param name="DeviceToken">Keep it on this device and send it with the next sign-in; then guesses by others cannot lock this device out. Null after a refresh.</param>
internal sealed record SignInView(
    [property: GraphQL.Annotations.ID("Account")] Guid AccountId,
    AccountKind Kind,
    Role Role,
    bool NeedsSecondFactor,
    string AccessToken,
    DateTime AccessTokenEndsAt,
    string RefreshToken,
    DateTime SessionEndsAt,
    string? DeviceToken);
