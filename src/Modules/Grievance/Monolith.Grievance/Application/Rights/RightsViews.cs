using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;

namespace Monolith.Grievance.Application.Rights;

/// <summary>A request about one's own data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="SubjectId">Whose data.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="State">How it stands.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="VerifiedAt">When the person was proven.</param>
/// <param name="DueAt">Until when it must be done; from the verification (CA-8.7).</param>
/// <param name="DueRule">The setting that says so.</param>
/// <param name="Decision">The officer's decision; null while there is none, or when the clock ran it.</param>
/// <param name="Ground">The ground of a refusal.</param>
/// <param name="Explanation">Why it was decided so.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="HasCopy">Whether a copy lies ready for its owner.</param>
/// <param name="Parts">What each module answered.</param>
internal sealed record RightsRequestView(
    Guid Id,
    [property: ID("Client")] Guid SubjectId,
    RightsKind Kind,
    RightsState State,
    DateTime ReceivedAt,
    DateTime? VerifiedAt,
    DateTime? DueAt,
    string? DueRule,
    RightsDecision? Decision,
    string? Ground,
    string? Explanation,
    DateTime? DoneAt,
    bool HasCopy,
    IReadOnlyList<ModulePartView> Parts);

/// <summary>What a module answered to an order to erase.</summary>
/// <param name="Module">The module.</param>
/// <param name="Erased">Records erased.</param>
/// <param name="Retained">Records kept because a law or setting demands it.</param>
/// <param name="RetainedUntilAt">When the kept ones go.</param>
internal sealed record ModulePartView(PartOwner Module, int Erased, int Retained, DateTime? RetainedUntilAt);

/// <summary>Opens rights requests for those who may see them.</summary>
internal sealed class RightsReader(IVault vault)
{
    public async Task<RightsRequestView> ViewAsync(RightsRequest request, CancellationToken cancellationToken)
    {
        var explanation = await vault.OpenAsync(request.Explanation, cancellationToken);
        return new RightsRequestView(
            request.Id, request.SubjectId, request.Kind, request.State, request.ReceivedAt, request.VerifiedAt, request.DueAt,
            request.DueAt is null ? null : request.DueRule, request.Decision, NullIfEmpty(request.Ground), NullIfEmpty(explanation), request.DoneAt, request.HasCopy,
            [.. request.Parts.OrderBy(p => p.Module).Select(p => new ModulePartView(p.Module, p.Erased, p.Retained, p.RetainedUntilAt))]);
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
