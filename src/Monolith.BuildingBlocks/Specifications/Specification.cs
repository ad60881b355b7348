using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Monolith.BuildingBlocks.Specifications;

/// <summary>A condition with a name, its includes and its order, used in more than one place. Shaped like Ardalis.Specification.</summary>
/// <typeparam name="T">The entity.</typeparam>
public abstract class Specification<T>
    where T : class
{
    private readonly List<Func<IQueryable<T>, IQueryable<T>>> steps = [];

    /// <summary>Builds the specification, in the constructor.</summary>
    protected Specification<T> Query => this;

    /// <summary>Adds a condition.</summary>
    public Specification<T> Where(Expression<Func<T, bool>> condition) => With(q => q.Where(condition));

    /// <summary>Loads a related object too.</summary>
    public Specification<T> Include<TProperty>(Expression<Func<T, TProperty>> path) => With(q => q.Include(path));

    /// <summary>Orders by a key.</summary>
    public Specification<T> OrderBy<TKey>(Expression<Func<T, TKey>> key) => With(q => q.OrderBy(key));

    /// <summary>Orders by a key, largest first.</summary>
    public Specification<T> OrderByDescending<TKey>(Expression<Func<T, TKey>> key) => With(q => q.OrderByDescending(key));

    /// <summary>Takes the first ones.</summary>
    public Specification<T> Take(int count) => With(q => q.Take(count));

    /// <summary>Reads without tracking changes.</summary>
    public Specification<T> AsNoTracking() => With(q => q.AsNoTracking());

    internal IQueryable<T> Apply(IQueryable<T> query) => steps.Aggregate(query, (q, step) => step(q));

    private Specification<T> With(Func<IQueryable<T>, IQueryable<T>> step)
    {
        steps.Add(step);
        return this;
    }
}

/// <summary>Puts specifications into queries.</summary>
public static class SpecificationEvaluator
{
    /// <summary>The query narrowed by the specification.</summary>
    public static IQueryable<T> WithSpecification<T>(this IQueryable<T> query, Specification<T> specification)
        where T : class => specification.Apply(query);
}
