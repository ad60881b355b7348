using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

internal sealed class ConsentFacts(ConsentDbContext db, ProcessorChoice processors, RequestScope scope, TimeProvider clock) : IConsentFacts
{
    public Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        Consents.ConsentLedger.StateAsync(db, accountId, purpose, cancellationToken);

    public async Task<ProcessorBinding> BindingAsync(Guid accountId, ProcessorKind kind, SharedFields fields, CancellationToken cancellationToken)
    {
        var names = ProcessorChoice.NamesOf(fields);
        var (binding, processor) = await processors.FindAsync(accountId, kind, names, cancellationToken);
        Note(accountId, ProcessorRegister.KeyOf(kind), processor, binding, names);
        return binding;
    }

    private void Note(Guid accountId, string kind, OutsideProcessor? processor, ProcessorBinding binding, string[] fields) => scope.Note(new AuditEntry
    {
        Id = Guid.CreateVersion7(),
        OccurredAt = clock.GetUtcNow().UtcDateTime,
        ActorId = scope.Id == Guid.Empty ? null : scope.Id,
        ActorRole = scope.Role,
        Operation = scope.Operation,
        SubjectId = accountId,
        ObjectId = processor?.Id,
        Outcome = binding is ProcessorBinding.Bound ? AuditOutcome.Granted : AuditOutcome.Denied,
        Rule = "processors.agreementRequired (C-28)",
        RequestId = scope.RequestId,
        Details = $"{(binding is ProcessorBinding.Bound ? "" : "PROCESSOR_NOT_BOUND ")}{kind} {string.Join(',', fields)}",
    });
}
