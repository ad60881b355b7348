using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>Carries out what was granted: a copy from every module, an order to erase, restrict or correct. The caller saves.</summary>
internal sealed class RightsExecution(GrievanceDbContext db, IEnumerable<IPersonalDataHolder> holders, CaseClock clock)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task RunAsync(RightsRequest request, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        switch (request.Kind)
        {
            case RightsKind.Erasure:
                var kept = await db.Cases.CountAsync(c => c.SubjectId == request.SubjectId, cancellationToken)
                    + await db.Requests.CountAsync(r => r.SubjectId == request.SubjectId, cancellationToken);
                request.OrderErasure(new ModulePart(PartOwner.Grievance, 0, kept, clock.KeptUntil(now), now), now);
                return;
            case RightsKind.Restriction:
                request.Restrict(now);
                return;
            case RightsKind.Access or RightsKind.Copy or RightsKind.Portability or RightsKind.Inquiry:
                request.HandOver(await CopyAsync(request.SubjectId, now, cancellationToken), now);
                break;
            case RightsKind.Correction or RightsKind.Update or RightsKind.Supplement:
                request.OrderCorrection(now);
                break;
            default:
                break;
        }

        request.Close(RightsState.Done, now, clock.KeptUntil(now));
    }

    private async Task<string> CopyAsync(Guid subjectId, DateTime now, CancellationToken cancellationToken)
    {
        SortedDictionary<string, object> parts = new(StringComparer.Ordinal);
        foreach (var holder in holders)
        {
            // Monolith.Billing.Application… is the part billing.
            parts[holder.GetType().Namespace!.Split('.')[1].ToLowerInvariant()] = await holder.CopyAsync(subjectId, cancellationToken);
        }

        return JsonSerializer.Serialize(new { MadeAt = now, SubjectId = subjectId, Parts = parts }, Readable);
    }
}
