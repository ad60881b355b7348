using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>What somebody outside is to the provider.</summary>
internal enum OutsideRelation
{
    /// <summary>Works for the provider and on its word.</summary>
    Processor,

    /// <summary>Belongs to the same group, and keeps this policy (O7-4.16).</summary>
    Affiliate,

    /// <summary>Has a policy of its own, which this one does not cover (O7-0.3).</summary>
    Independent,
}

/// <summary>An outside processor and what binds it.</summary>
/// <param name="Id">The processor.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Kind">What it does: HOSTING, VIDEO, PAYMENT…</param>
/// <param name="AgreementOn">Date of the agreement; null = none is recorded.</param>
/// <param name="AgreementReference">What the agreement is called in the provider's files.</param>
/// <param name="AssessedUntilOn">Last day on which its security assessment holds.</param>
/// <param name="Purposes">Keys of the purposes agreed.</param>
/// <param name="Fields">All it may receive.</param>
/// <param name="Region">Country code of where it works.</param>
/// <param name="Binding">Whether anything may be shared with it today.</param>
/// <param name="Relation">What it is to the provider.</param>
/// <param name="Terms">Where its own terms or policy can be read (O7-9.4); null unless it is independent.</param>
internal sealed record ProcessorView(
    Guid Id, string Name, string Kind, DateOnly? AgreementOn, string? AgreementReference, DateOnly? AssessedUntilOn,
    IReadOnlyList<string> Purposes, IReadOnlyList<string> Fields, string? Region, ProcessorBinding Binding,
    OutsideRelation Relation, string? Terms)
{
    public static ProcessorView Of(OutsideProcessor one, DateOnly today, ConsentPolicy policy) =>
        Of(one, today, policy.Trackers.Register.FirstOrDefault(t => t.Vendor == one.Name)?.Terms);

    private static ProcessorView Of(OutsideProcessor one, DateOnly today, string? terms) => new(
        one.Id, one.Name, one.Kind, one.AgreementOn, one.AgreementReference, one.AssessedUntilOn,
        Keys(one.Purposes), Keys(one.Fields), one.Region, one.BindingOn(today),
        one.Kind == "AFFILIATE" ? OutsideRelation.Affiliate : terms is null ? OutsideRelation.Processor : OutsideRelation.Independent, terms);

    private static string[] Keys(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The register of outside processors (CA-3.12 to CA-3.19, CA-5.2).</summary>
/// <param name="Kind">Only those of one kind.</param>
[Query, AllowAnyone]
internal sealed record Processors(string? Kind) : IQuery<IReadOnlyList<ProcessorView>>;

internal sealed class ProcessorsHandler(ConsentDbContext db, ProcessorRegister register, ConsentPolicy policy) : IQueryHandler<Processors, IReadOnlyList<ProcessorView>>
{
    public async Task<Result<IReadOnlyList<ProcessorView>>> Handle(Processors query, CancellationToken cancellationToken)
    {
        var today = register.Today;
        var all = await db.Processors.AsNoTracking().Where(p => query.Kind == null || p.Kind == query.Kind)
            .OrderBy(p => p.Kind).ThenBy(p => p.Name).ToListAsync(cancellationToken);
        return all.ConvertAll(p => ProcessorView.Of(p, today, policy));
    }
}

/// <summary>
/// Records what binds an outside processor, in place of what was recorded for the same kind and name. Nothing is shared with it before both
/// agreement and assessment stand (CA-3.18, CA-5.7). Refused with REAUTH_REQUIRED, NO_LEGAL_BASIS for purposes outside the register and with
/// MINIMUM_DATA_EXCEEDED for fields its kind never needs.
/// </summary>
/// <param name="Name">Who it is.</param>
/// <param name="Kind">What it does, one of the profile's kinds.</param>
/// <param name="AgreementOn">Date of the agreement.</param>
/// <param name="AgreementReference">What it is called in the provider's files.</param>
/// <param name="AssessedUntilOn">Last day on which the security assessment holds.</param>
/// <param name="Purposes">Keys of the purposes agreed.</param>
/// <param name="Fields">What it receives; all its kind may receive when absent.</param>
/// <param name="Region">Country code of where it works.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record RegisterProcessor(
    string Name, string Kind, DateOnly? AgreementOn, string? AgreementReference, DateOnly? AssessedUntilOn,
    IReadOnlyList<string> Purposes, IReadOnlyList<string>? Fields, string? Region) : ICommand<ProcessorView>;

internal sealed class RegisterProcessorHandler(ConsentDbContext db, ProcessorRegister register, ConsentPolicy policy, TimeProvider clock)
    : ICommandHandler<RegisterProcessor, ProcessorView>
{
    public async Task<Result<ProcessorView>> Handle(RegisterProcessor command, CancellationToken cancellationToken)
    {
        var allowed = policy.Processors.FieldsByKind.GetValueOrDefault(command.Kind);
        var fields = command.Fields ?? allowed ?? [];
        if (Fault(command, allowed, fields) is { } fault)
        {
            return fault;
        }

        var terms = new ProcessorTerms(
            command.AgreementOn, command.AgreementReference, command.AssessedUntilOn, command.Purposes, fields, command.Region, clock.GetUtcNow().UtcDateTime);
        var processor = await db.Processors.SingleOrDefaultAsync(p => p.Kind == command.Kind && p.Name == command.Name, cancellationToken);
        if (processor is null)
        {
            processor = new OutsideProcessor(command.Name, command.Kind, terms);
            db.Processors.Add(processor);
        }
        else
        {
            processor.Agree(terms);
        }

        await db.SaveChangesAsync(cancellationToken);
        return ProcessorView.Of(processor, register.Today, policy);
    }

    private Refusal? Fault(RegisterProcessor command, IReadOnlyList<string>? allowed, IReadOnlyList<string> fields)
    {
        if (string.IsNullOrWhiteSpace(command.Name))
        {
            return new FieldRequired("name", "A processor has a name.");
        }

        if (allowed is null && !Enum.GetValues<ProcessorKind>().Any(kind => ProcessorRegister.KeyOf(kind) == command.Kind))
        {
            return new FieldRequired("kind", $"The kind is one of: {string.Join(", ", policy.Processors.FieldsByKind.Keys)}.");
        }

        if (command.Purposes.Count == 0 || command.Purposes.Any(key => policy.Purposes.All(p => p.Key != key)))
        {
            return new NoLegalBasis();
        }

        return fields.Except(allowed ?? []).FirstOrDefault() is { } excess
            ? new MinimumDataExceeded($"{excess} is more than a {command.Kind} processor needs.")
            : null;
    }
}
