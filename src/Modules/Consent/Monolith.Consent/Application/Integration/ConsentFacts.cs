using Microsoft.EntityFrameworkCore;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

internal sealed class ConsentFacts(ConsentDbContext db, ProcessorRegister processors) : IConsentFacts
{
    public async Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        ConsentRecord.StateAfter(await db.Records.AsNoTracking()
            .Where(r => r.SubjectId == accountId && r.Purpose == purpose)
            .OrderByDescending(r => r.Sequence)
            .Select(r => (ConsentEvent?)r.Event)
            .FirstOrDefaultAsync(cancellationToken));

    public Task<ProcessorBinding> BindingAsync(ProcessorKind kind, CancellationToken cancellationToken) => processors.BindingAsync(kind, cancellationToken);
}
