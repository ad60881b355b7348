namespace Monolith.GraphQL.Execution;

/// <summary>A part of an operation's cost. Only the variables are unknown; asking for the value allocates nothing.</summary>
internal abstract class CostTerm
{
    public const long Most = 1_000_000_000_000;

    public abstract long Of(VariableValues variables);

    public static CostTerm Constant(long value) => new Fixed(Math.Min(Most, value));

    public static CostTerm Sum(IReadOnlyList<CostTerm> terms)
    {
        var known = 0L;
        foreach (var term in terms)
        {
            known = Math.Min(Most, known + ((term as Fixed)?.Value ?? 0));
        }

        CostTerm[] unknown = [.. terms.Where(t => t is not Fixed)];
        return unknown.Length == 0 ? Constant(known) : new Total(known, unknown);
    }

    public static CostTerm Largest(IReadOnlyList<CostTerm> terms)
    {
        var known = 0L;
        foreach (var term in terms)
        {
            known = Math.Max(known, (term as Fixed)?.Value ?? 0);
        }

        CostTerm[] unknown = [.. terms.Where(t => t is not Fixed).Distinct()];
        return unknown.Length == 0 ? Constant(known) : new Maximum(known, unknown);
    }

    public static CostTerm Times(CostTerm size, CostTerm each) => (size, each) switch
    {
        (Fixed times, Fixed one) => Constant(Product(times.Value, one.Value)),
        (Fixed { Value: 1 }, _) => each,
        (_, Fixed { Value: 0 }) => each,
        _ => new Repeated(size, each),
    };

    private static long Product(long left, long right) => left == 0 || right == 0 ? 0 : left > Most / right ? Most : left * right;

    private sealed class Fixed(long value) : CostTerm
    {
        public long Value => value;

        public override long Of(VariableValues variables) => value;
    }

    private sealed class Total(long known, CostTerm[] terms) : CostTerm
    {
        public override long Of(VariableValues variables)
        {
            var total = known;
            foreach (var term in terms)
            {
                total = Math.Min(Most, total + term.Of(variables));
            }

            return total;
        }
    }

    private sealed class Maximum(long known, CostTerm[] terms) : CostTerm
    {
        public override long Of(VariableValues variables)
        {
            var largest = known;
            foreach (var term in terms)
            {
                largest = Math.Max(largest, term.Of(variables));
            }

            return largest;
        }
    }

    private sealed class Repeated(CostTerm size, CostTerm each) : CostTerm
    {
        public override long Of(VariableValues variables) => Product(size.Of(variables), each.Of(variables));
    }
}
