using System.Text.Json;
using Monolith.BuildingBlocks;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Sharing;

/// <summary>Which of the bound processors of a kind receives data of a person, and whether it may.</summary>
internal sealed class ProcessorChoice(ProcessorRegister processors, TransferRules transfers)
{
    /// <summary>The fields as agreements list them.</summary>
    public static string[] NamesOf(SharedFields fields) =>
        [.. Enum.GetValues<SharedFields>().Where(f => f is not SharedFields.None && fields.HasFlag(f)).Select(f => JsonNamingPolicy.CamelCase.ConvertName(f.ToString()))];

    /// <summary>The first that is bound for these fields and works where the person's data may be; else the last that was looked at, and why not.</summary>
    public async Task<(ProcessorBinding Binding, OutsideProcessor? Processor)> FindAsync(Guid accountId, ProcessorKind kind, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var (binding, processor) = (ProcessorBinding.NotBound, (OutsideProcessor?)null);
        foreach (var candidate in (await processors.BoundAsync(kind, cancellationToken)).Where(p => p.Excess(fields) is null))
        {
            processor = candidate;
            binding = await transfers.CheckAsync(accountId, candidate.Region, cancellationToken) switch
            {
                null => ProcessorBinding.Bound,
                TransferConsentRequired => ProcessorBinding.AbroadWithoutConsent,
                _ => ProcessorBinding.NotBound,
            };
            if (binding is ProcessorBinding.Bound)
            {
                break;
            }
        }

        return (binding, processor);
    }
}
