namespace Monolith.GraphQL.Transport.EventStreams;

/// <summary>An event stream of single connection mode: reserved, then opened once, then it carries operations.</summary>
internal sealed class ReservedStream(object? subject, DateTimeOffset until)
{
    private readonly Lock _gate = new();
    private Opened? _opened;

    public object? Subject { get; } = subject;

    /// <summary>What it carries; null until it is open.</summary>
    public Opened? Current
    {
        get
        {
            lock (_gate)
            {
                return _opened;
            }
        }
    }

    public bool IsExpired(DateTimeOffset now) => now > until && Current is null;

    /// <summary>False when it is open already.</summary>
    public bool TryOpen(Opened opened)
    {
        lock (_gate)
        {
            if (_opened is not null)
            {
                return false;
            }

            _opened = opened;
            return true;
        }
    }

    /// <summary>The connection that holds the stream open.</summary>
    internal sealed record Opened(GraphQLConnection Connection, EventStreamWriter Writer)
    {
        public OperationTable Operations { get; } = new();
    }
}
