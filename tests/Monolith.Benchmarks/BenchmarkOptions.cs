using System.Globalization;

namespace Monolith.Benchmarks;

/// <summary>How long and how much is measured.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage =
        """
        quick [--database CONNECTION] [--warm-up SECONDS] [--seconds SECONDS] [--rounds N] [--therapists N] [--connections N] [--server-core N] [--load-core N]
          Measures the host beside a bare Kestrel endpoint and prints a Markdown table.
        raw [the same options] [--only Q1,Q2,…]
          Measures the GraphQL library alone, over plain ADO.NET, beside the same statements and JSON written by hand.
        platform [the same options] [--only P2,P3,…]
          Measures the platform's own fields beside the same statements, seals and JSON written by hand.
          --database   an empty PostgreSQL database; SQLite in a temporary folder when absent
          --warm-up    per query and server, with all cores free (30)
          --seconds    per measurement, pinned to one core each (5); the median of --rounds (3) counts

        subscribers [N [EVENTS]]
          Connects N (1000) subscribers to the host over WebSocket and prints what each costs idle and how long each of EVENTS (20) takes to reach them.
        """;

    /// <summary>A PostgreSQL connection string; null = SQLite.</summary>
    public string? Database { get; private set; }

    /// <summary>The queries to measure, by name; null = all.</summary>
    public string? Only { get; private set; }

    /// <summary>Load before the measurement, per query and server.</summary>
    public int WarmUpSeconds { get; private set; } = 30;

    /// <summary>Length of one measurement.</summary>
    public int Seconds { get; private set; } = 5;

    /// <summary>Measurements per query and server, and starts per server.</summary>
    public int Rounds { get; private set; } = 3;

    /// <summary>Verified therapists in the database.</summary>
    public int Therapists { get; private set; } = 200;

    /// <summary>Connections, each with one request under way.</summary>
    public int Connections { get; private set; } = 16;

    /// <summary>The core of the servers.</summary>
    public int ServerCore { get; private set; }

    /// <summary>The core of the load.</summary>
    public int LoadCore { get; private set; } = 1;

    /// <summary>False when an argument is unknown or is not a number above or equal to zero.</summary>
    public static bool TryRead(string[] args, out BenchmarkOptions options)
    {
        options = new BenchmarkOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !options.TrySet(args[i], args[i + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySet(string name, string value)
    {
        if (name == "--database")
        {
            Database = value;
            return true;
        }

        if (name == "--only")
        {
            Only = value;
            return true;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        switch (name)
        {
            case "--warm-up": WarmUpSeconds = number; break;
            case "--seconds": Seconds = number; break;
            case "--rounds": Rounds = Math.Max(number, 1); break;
            case "--therapists": Therapists = Math.Max(number, 1); break;
            case "--connections": Connections = Math.Max(number, 1); break;
            case "--server-core": ServerCore = number; break;
            case "--load-core": LoadCore = number; break;
            default: return false;
        }

        return true;
    }
}
