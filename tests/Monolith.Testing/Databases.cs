using Xunit;

namespace Monolith.Testing;

/// <summary>
/// The databases a test runs on: <c>[Theory, ClassData(typeof(Databases))]</c>. SQLite always; PostgreSQL when there is one,
/// else a skipped row that says why. In CI the row runs whatever happens, so that an absent PostgreSQL is a failure.
/// </summary>
public sealed class Databases : TheoryData<string>
{
    /// <summary>The embedded default; also the name of its folder of migrations.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The database of a larger installation; also the name of its folder of migrations.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary>Lists them.</summary>
    public Databases()
    {
        Add(Sqlite);
        Add(new TheoryDataRow<string>(PostgreSql) { Skip = Repository.IsCi ? null : PostgresServer.WhyNot });
    }
}
