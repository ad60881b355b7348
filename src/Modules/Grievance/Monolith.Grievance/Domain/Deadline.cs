namespace Monolith.Grievance.Domain;

/// <summary>An instant by which something must have happened, computed once at receipt, with the rule that set it.</summary>
/// <param name="DueAt">The instant, UTC.</param>
/// <param name="Rule">The clause or setting, such as <c>grievance.resolveWithin=P15D (CA-11.4)</c>.</param>
internal sealed record Deadline(DateTime DueAt, string Rule);
