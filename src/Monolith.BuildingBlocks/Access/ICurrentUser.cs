namespace Monolith.BuildingBlocks.Access;

/// <summary>Who is asking.</summary>
public interface ICurrentUser
{
    /// <summary>The account; <see cref="Guid.Empty"/> for a visitor and for the platform itself.</summary>
    Guid Id { get; }

    /// <summary>The role.</summary>
    Role Role { get; }

    /// <summary>The session the request came with; null for visitors and jobs.</summary>
    Guid? SessionId { get; }

    /// <summary>When the session began with fresh proof, for acts that need it (R40).</summary>
    DateTime? AuthenticatedAt { get; }

    /// <summary>Whether proof was given in the last five minutes (R40); the platform needs none.</summary>
    bool HasFreshProof(DateTime now) => Role is Role.Platform || now - AuthenticatedAt <= TimeSpan.FromMinutes(5);

    /// <summary>Whether an account stands behind the request.</summary>
    bool IsSignedIn => Id != Guid.Empty;
}

/// <summary>The account behind a session token.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Role">Its role.</param>
/// <param name="SessionId">The session.</param>
/// <param name="AuthenticatedAt">When proof was given.</param>
public sealed record Caller(Guid AccountId, Role Role, Guid SessionId, DateTime AuthenticatedAt)
{
    /// <summary>The fields a program may call; null for a person, whom the role alone limits (R54).</summary>
    public IReadOnlySet<string>? Operations { get; init; }
}

/// <summary>Turns a bearer token into a caller; implemented by Accounts, called by the host once a request.</summary>
public interface ISessionTokens
{
    /// <summary>The caller, or null when the token is unknown, expired or revoked.</summary>
    ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Whether this process knows that the session has ended; costs no look-up.</summary>
    bool HasEnded(Guid sessionId);

    /// <summary>Those of the sessions that go on: not ended, not expired, not idle for too long. Asking is no use of the session.</summary>
    Task<IReadOnlySet<Guid>> FindRunningAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken);
}

/// <summary>The state of one request: caller, id, idempotency key, and the audit entries that still have to be written.</summary>
public sealed class RequestScope : ICurrentUser
{
    private readonly List<Audit.AuditEntry> pending = [];

    /// <inheritdoc/>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Role Role { get; private set; } = Role.Visitor;

    /// <inheritdoc/>
    public Guid? SessionId { get; private set; }

    /// <inheritdoc/>
    public DateTime? AuthenticatedAt { get; private set; }

    /// <summary>The fields a program may call; null for a person.</summary>
    public IReadOnlySet<string>? Operations { get; private set; }

    /// <summary>The id that the answer and the log carry.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>The operation in hand, for the audit.</summary>
    public string Operation { get; set; } = "";

    /// <summary>The caller's idempotency key for the command in hand.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>Where the request came from; only for usage records and limits, never for the log.</summary>
    public string? RemoteAddress { get; set; }

    /// <summary>The caller's User-Agent.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The language that a cookie of the caller's browser remembers; null without one.</summary>
    public string? Language { get; set; }

    /// <summary>Entries decided but not yet written.</summary>
    public IReadOnlyList<Audit.AuditEntry> Pending => pending;

    /// <summary>Sets the caller.</summary>
    public void SignIn(Caller caller)
    {
        (Id, Role, SessionId, AuthenticatedAt, Operations) = (caller.AccountId, caller.Role, caller.SessionId, caller.AuthenticatedAt, caller.Operations);
    }

    /// <summary>Acts as the platform itself: jobs and reactions to events.</summary>
    public void ActAsPlatform(string operation)
    {
        (Id, Role, Operation, RequestId) = (Guid.Empty, Role.Platform, operation, Guid.CreateVersion7().ToString("N"));
    }

    /// <summary>Copies caller and request, so that a command runs in a scope of its own.</summary>
    public void Follow(RequestScope other)
    {
        (Id, Role, SessionId, AuthenticatedAt, Operations) = (other.Id, other.Role, other.SessionId, other.AuthenticatedAt, other.Operations);
        (RequestId, Operation, RemoteAddress, UserAgent, Language) = (other.RequestId, other.Operation, other.RemoteAddress, other.UserAgent, other.Language);
    }

    /// <summary>Notes an entry; it is written with the command's transaction or before the answer is sent.</summary>
    public void Note(Audit.AuditEntry entry) => pending.Add(entry);

    /// <summary>Hands the entries over to whoever writes them.</summary>
    public IReadOnlyList<Audit.AuditEntry> TakePending()
    {
        var taken = pending.ToArray();
        pending.Clear();
        return taken;
    }
}
