using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>What an erasure did: what went, what is kept, why and until when, and which keys were destroyed (CA-8.6, CA-8.7).</summary>
/// <param name="VerifiedAt">When the person was proven.</param>
/// <param name="DoneAt">When the last module had answered.</param>
/// <param name="Parts">Module by module.</param>
/// <param name="RetainedCategories">The categories that the service keeps through an erasure, as it published them (G-24).</param>
/// <param name="DestroyedKeys">Keys that no longer exist; whatever they sealed cannot be read by anybody.</param>
/// <param name="Sha256">SHA-256 of the canonical text, in hexadecimal.</param>
/// <param name="Text">The canonical text: the facts above as JSON, and the hashes of the audit's last signed checkpoints when the person was proven and when it was done.</param>
internal sealed record ErasureReceiptView(
    DateTime VerifiedAt, DateTime DoneAt, IReadOnlyList<ErasedPartView> Parts, IReadOnlyList<string> RetainedCategories, IReadOnlyList<Guid> DestroyedKeys, string Sha256, string Text)
{
    public static ErasureReceiptView Read(string text)
    {
        var facts = JsonSerializer.Deserialize<ReceiptFacts>(text)!;
        return new(facts.VerifiedAt, facts.DoneAt, facts.Parts, facts.RetainedCategories, facts.DestroyedKeys, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text);
    }
}

/// <summary>What one module did.</summary>
/// <param name="Module">The module.</param>
/// <param name="Erased">Records erased.</param>
/// <param name="Retained">Records kept.</param>
/// <param name="Reason">Why they are kept: RETAINED_BY_LAW, or RETAINED_AS_EVIDENCE.</param>
/// <param name="RetainedUntilAt">When the kept ones go.</param>
internal sealed record ErasedPartView(PartOwner Module, int Erased, int Retained, string? Reason, DateTime? RetainedUntilAt);

/// <summary>The facts of a receipt, in the order in which they are hashed; receipts made before checkpoints were named have none.</summary>
internal sealed record ReceiptFacts(
    Guid CaseId, DateTime VerifiedAt, DateTime DoneAt, IReadOnlyList<ErasedPartView> Parts, IReadOnlyList<string> RetainedCategories, IReadOnlyList<Guid> DestroyedKeys,
    string? AuditBefore = null, string? AuditAfter = null);

/// <summary>Takes in what each module answered and closes the case with the last one.</summary>
internal sealed class ErasureAnswers(GrievanceDbContext db, GrievancePolicy policy, IVault vault, IAuditErasure audit, CaseClock clock)
{
    /// <summary>Adds a module's answer; the caller saves.</summary>
    public async Task TakeAsync(Guid caseId, PartOwner module, int erased, int retained, DateTime? untilAt, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var request = await db.Requests.Include(r => r.Parts).SingleOrDefaultAsync(r => r.Id == caseId, cancellationToken);
        if (request is null || !request.Take(new ModulePart(module, erased, retained, untilAt, now)))
        {
            return;
        }

        // Accounts and Therapy destroyed these already; asked again the vault names the same keys.
        var keys = await vault.DestroyAsync(request.SubjectId, [DataClass.Identity, DataClass.Usage, DataClass.Communication], cancellationToken);
        var facts = new ReceiptFacts(
            request.Id, request.VerifiedAt!.Value, now, [.. request.Parts.OrderBy(p => p.Module).Select(Part)], policy.Rights.RetainedCategories, [.. keys.Select(k => k.KeyId)],
            await audit.SignedByAsync(request.VerifiedAt.Value, cancellationToken), await audit.SignedByAsync(now, cancellationToken));
        request.Certify(JsonSerializer.Serialize(facts));
        request.Close(RightsState.Done, now, clock.KeptUntil(now));
    }

    private static ErasedPartView Part(ModulePart part) => new(
        part.Module, part.Erased, part.Retained,
        part.Retained == 0 ? null : part.Module is PartOwner.Therapy or PartOwner.Billing ? "RETAINED_BY_LAW" : "RETAINED_AS_EVIDENCE",
        part.RetainedUntilAt);
}
