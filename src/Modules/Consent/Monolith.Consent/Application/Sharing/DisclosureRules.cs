using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>What an allowed disclosure says and rests on.</summary>
internal sealed record DisclosureBasis(DisclosureWords Words, DisclosureLinks Links);

/// <summary>
/// What each ground of disclosure asks for (C-30, C-34 to C-37): whatever is not on the profile's closed list is refused, and a ground
/// holds only with everything the list says it needs.
/// </summary>
internal sealed class DisclosureRules(
    ConsentDbContext db, ConsentPolicy policy, ProcessorRegister register, TransferRules transfers, IVault vault, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What it rests on, or why it may not be disclosed. An approval and a subpoena are used up by asking, with the caller's save.</summary>
    public async Task<Result<DisclosureBasis>> CheckAsync(RecordDisclosure wish, CancellationToken cancellationToken)
    {
        if (wish.ForConsideration || policy.Disclosure.Forbidden.Contains(wish.Ground))
        {
            return new SaleForbidden { Rule = "disclosure.forbidden (C-30)" };
        }

        if (policy.Disclosure.Find(wish.Ground) is not { } ground)
        {
            var grounds = string.Join(", ", policy.Disclosure.Grounds.Select(g => g.Key));
            return new DisclosureGroundRequired($"The ground is one of: {grounds}.") { Rule = "disclosure.grounds (C-34)" };
        }

        if (Suspension.WhyNot(wish, ground, Now) is { } faulty)
        {
            return faulty;
        }

        var words = new DisclosureWords(wish.Recipient.Trim(), wish.Scope, wish.Reference, wish.Reason, wish.RecipientAddress, wish.SuspensionReference);
        var basis = new DisclosureBasis(words, new DisclosureLinks(SuspendedUntilAt: wish.SuspendUntil));
        foreach (var need in ground.Needs)
        {
            var met = await MeetAsync(need, wish, basis, cancellationToken);
            if (met.Refusal is { } no)
            {
                return no with { Rule = no.Rule ?? $"disclosure.grounds.{ground.Key} (C-34)" };
            }

            basis = met.Value;
        }

        return basis;
    }

    private async Task<Result<DisclosureBasis>> MeetAsync(GroundNeed need, RecordDisclosure wish, DisclosureBasis basis, CancellationToken cancellationToken) => need switch
    {
        GroundNeed.Reference => string.IsNullOrWhiteSpace(wish.Reference) ? new DisclosureGroundRequired("Name the order or request.") : basis,
        GroundNeed.Reason => string.IsNullOrWhiteSpace(wish.Reason) ? new ReasonRequired("reason") : basis,
        GroundNeed.Approval => await ApprovalAsync(wish, basis, cancellationToken),
        GroundNeed.Processor => await ProcessorAsync(wish, basis, isAffiliate: false, cancellationToken),
        GroundNeed.Affiliate => await ProcessorAsync(wish, basis, isAffiliate: true, cancellationToken),
        GroundNeed.Deal => await DealAsync(wish, basis, cancellationToken),
        GroundNeed.Subpoena => await SubpoenaAsync(wish, basis, cancellationToken),
        _ => await ConcernAsync(wish, basis, cancellationToken),
    };

    private async Task<Result<DisclosureBasis>> ProcessorAsync(RecordDisclosure wish, DisclosureBasis basis, bool isAffiliate, CancellationToken cancellationToken)
    {
        var processor = await db.Processors.AsNoTracking().SingleOrDefaultAsync(p => p.Id == wish.ProcessorId, cancellationToken);
        if (processor is null || processor.Kind == ProcessorRegister.Affiliate != isAffiliate)
        {
            return new ProcessorNotFound();
        }

        if (policy.Processors.AgreementRequired && processor.BindingOn(register.Today) is ProcessorBinding.NotBound)
        {
            return new ProcessorNotBound(processor.Kind) { Rule = "processors.agreementRequired (C-28)" };
        }

        if (wish.Purpose is null || !processor.Agreed(wish.Purpose))
        {
            return new PurposeNotAgreed();
        }

        if (processor.Excess(wish.Fields ?? []) is { } excess)
        {
            return new MinimumDataExceeded($"The agreement with this processor does not cover {excess}.") { Rule = "processors.fieldsByKind (C-29)" };
        }

        return await transfers.CheckAsync(wish.AccountId, processor.Region, cancellationToken) is { } no
            ? no
            : new DisclosureBasis(
                basis.Words with { Reference = basis.Words.Reference ?? processor.AgreementReference },
                basis.Links with { ProcessorId = processor.Id, Purpose = wish.Purpose, Region = processor.Region });
    }

    private async Task<Result<DisclosureBasis>> ApprovalAsync(RecordDisclosure wish, DisclosureBasis basis, CancellationToken cancellationToken)
    {
        var approvals = await db.Approvals
            .Where(a => a.SubjectId == wish.AccountId && a.UsedAt == null && (a.Ground == null || a.Ground == wish.Ground)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        foreach (var approval in approvals)
        {
            if (string.Equals(await vault.OpenAsync(approval.Recipient, cancellationToken), basis.Words.Recipient, StringComparison.OrdinalIgnoreCase))
            {
                approval.Use(Now);
                return basis with { Links = basis.Links with { LinkId = approval.Id } };
            }
        }

        return new ConsentRequired("The person did not approve this recipient.", "recipient") { Rule = "disclosure.priorApproval (C-36)" };
    }

    private async Task<Result<DisclosureBasis>> DealAsync(RecordDisclosure wish, DisclosureBasis basis, CancellationToken cancellationToken)
    {
        var deal = await db.Transfers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == wish.LinkId, cancellationToken);
        if (deal is not { IsOpen: true })
        {
            return new DisclosureGroundRequired("Name a deal that was declared and is open.");
        }

        return deal.WhyNotNow(policy.BusinessTransfer is BusinessTransferMode.NoticeFirst, Now) is { } no
            ? no
            : new DisclosureBasis(basis.Words with { Reference = deal.Name }, basis.Links with { LinkId = deal.Id });
    }

    // What is disclosed is what the court, after the contest, still asks for: neither its name nor the scope is the recorder's to choose.
    private async Task<Result<DisclosureBasis>> SubpoenaAsync(RecordDisclosure wish, DisclosureBasis basis, CancellationToken cancellationToken)
    {
        var subpoena = await db.Subpoenas.SingleOrDefaultAsync(s => s.Id == wish.LinkId && s.SubjectId == wish.AccountId, cancellationToken);
        if (subpoena is null)
        {
            return new DisclosureGroundRequired("Name a subpoena that was recorded.");
        }

        if (subpoena.Answer(policy.Disclosure.ContestFirst, Now) is { } no)
        {
            return no with { Rule = "disclosure.contestFirst (C-35)" };
        }

        var asked = await vault.OpenAsync(subpoena.Words, cancellationToken);
        var narrowed = subpoena.Contest is { } contest ? (await vault.OpenAsync(contest, cancellationToken)).Scope : null;
        return new DisclosureBasis(
            basis.Words with { Recipient = asked.Court, Reference = asked.Reference, Scope = narrowed ?? asked.Scope }, basis.Links with { LinkId = subpoena.Id });
    }

    private async Task<Result<DisclosureBasis>> ConcernAsync(RecordDisclosure wish, DisclosureBasis basis, CancellationToken cancellationToken) =>
        wish.LinkId is { } id && await db.Concerns.AnyAsync(c => c.ConcernId == id && c.SubjectId == wish.AccountId, cancellationToken)
            ? basis with { Links = basis.Links with { LinkId = id } }
            : new DisclosureGroundRequired("Name the safety concern that was raised about this person.");
}
