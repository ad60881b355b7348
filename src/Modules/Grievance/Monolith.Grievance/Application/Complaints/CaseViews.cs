using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Grievance.Domain;

namespace Monolith.Grievance.Application.Complaints;

/// <summary>A complaint, question or report, with its clocks.</summary>
/// <param name="Id">The case's number.</param>
/// <param name="SubjectId">Whose case it is.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">What was written.</param>
/// <param name="Resolution">The answer.</param>
/// <param name="ReceivedAt">When it was received; both clocks run from here .</param>
/// <param name="AcknowledgeBy">Until when it must be acknowledged (CA-11.3).</param>
/// <param name="AcknowledgeRule">The setting that says so.</param>
/// <param name="ResolveBy">Until when it must be resolved (CA-11.4).</param>
/// <param name="ResolveRule">The setting that says so.</param>
/// <param name="AcknowledgedAt">When it was acknowledged.</param>
/// <param name="AcknowledgedByClock">Whether the clock did it because nobody else had.</param>
/// <param name="EscalatedAt">When it went to the top because it was overdue.</param>
/// <param name="ResolvedAt">When it was resolved.</param>
/// <param name="ReplyTo">Where to answer, if the case says so.</param>
/// <param name="Phone">Where to call, if the case says so.</param>
internal sealed record GrievanceView(
    Guid Id,
    [property: ID("Client")] Guid SubjectId,
    CaseKind Kind,
    CaseState State,
    string Text,
    string? Resolution,
    DateTime ReceivedAt,
    DateTime? AcknowledgeBy,
    string? AcknowledgeRule,
    DateTime ResolveBy,
    string ResolveRule,
    DateTime? AcknowledgedAt,
    bool AcknowledgedByClock,
    DateTime? EscalatedAt,
    DateTime? ResolvedAt,
    string? ReplyTo,
    string? Phone);

/// <summary>That a case was received: its number and until when it is answered.</summary>
/// <param name="Id">The case's number.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="ResolveBy">Until when it must be answered.</param>
internal sealed record CaseReceiptView(Guid Id, CaseKind Kind, DateTime ReceivedAt, DateTime ResolveBy)
{
    public static CaseReceiptView Of(CaseFile file) => new(file.Id, file.Kind, file.ReceivedAt, file.ResolveByAt);
}

/// <summary>Opens cases for those who may see them.</summary>
internal sealed class CaseReader(IVault vault)
{
    public async Task<GrievanceView> ViewAsync(CaseFile file, CancellationToken cancellationToken)
    {
        var resolution = await vault.OpenAsync(file.Resolution, cancellationToken);
        var replyTo = await vault.OpenAsync(file.ReplyTo, cancellationToken);
        return new GrievanceView(
            file.Id, file.SubjectId, file.Kind, file.State, await vault.OpenAsync(file.Text, cancellationToken), resolution.Length > 0 ? resolution : null,
            file.ReceivedAt, file.AcknowledgeByAt, file.AcknowledgeByAt is null ? null : file.AcknowledgeRule, file.ResolveByAt, file.ResolveRule,
            file.AcknowledgedAt, file.AcknowledgedByClock, file.EscalatedAt, file.ResolvedAt, replyTo.Length > 0 ? replyTo : null,
            file.Phone is { } phone ? await vault.OpenAsync(phone, cancellationToken) : null);
    }

    public async Task<IReadOnlyList<GrievanceView>> ViewsAsync(IReadOnlyList<CaseFile> files, CancellationToken cancellationToken)
    {
        await vault.WarmAsync(files.Select(f => f.SubjectId).Distinct(), cancellationToken);
        List<GrievanceView> views = [];
        foreach (var file in files)
        {
            views.Add(await ViewAsync(file, cancellationToken));
        }

        return views;
    }
}
