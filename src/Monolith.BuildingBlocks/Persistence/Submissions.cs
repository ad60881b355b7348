using Microsoft.EntityFrameworkCore;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>Something that a person handed in. Saving it, or a change that its giver makes, sets the version (AP-26).</summary>
public interface ISubmission
{
    /// <summary>Who handed it in.</summary>
    Guid GivenBy { get; }

    /// <summary>The version of the privacy policy that was in force for the giver then; null for what was stored before that was recorded.</summary>
    int? PolicyVersion { get; }
}

/// <summary>Knows which version of the privacy policy binds whom.</summary>
public interface IPolicyInForce
{
    /// <summary>The version that binds the account now; for <see cref="Guid.Empty"/>, a visitor, the one that binds whoever comes new.</summary>
    Task<int?> VersionAsync(Guid accountId, CancellationToken cancellationToken);
}

/// <summary>Reads what submissions rest on.</summary>
public static class SubmissionQueries
{
    /// <summary>The versions under which these rows were handed in, in order.</summary>
    public static async Task<IReadOnlyList<int>> PolicyVersionsAsync<T>(this IQueryable<T> rows, CancellationToken cancellationToken)
        where T : class, ISubmission =>
        await rows.Where(r => r.PolicyVersion != null).Select(r => r.PolicyVersion!.Value).Distinct().OrderBy(v => v).ToListAsync(cancellationToken);
}
