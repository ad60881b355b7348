using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Organisations;

/// <summary>
/// Enters an employer or business whose people may register (TH-10). Refused with FEATURE_DISABLED, FIELD_REQUIRED, TAKEN_BY_ORGANISATION.
/// </summary>
/// <param name="Name">What it is called; 1 to 200 characters.</param>
/// <param name="MailDomains">Domains of its people's addresses, such as <c>example.org</c>; none when it gives out codes only.</param>
[Mutation(Payload = "organisation"), Allow(Role.Administrator), Idempotent]
internal sealed record RegisterOrganisation(string Name, IReadOnlyList<string>? MailDomains) : ICommand<OrganisationView>;

/// <summary>The organisations whose people may register, by name.</summary>
[Query, Allow(Role.Administrator)]
internal sealed record Organisations : IQuery<OrganisationView[]>;

/// <summary>An employer or business.</summary>
/// <param name="OrganisationId">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="MailDomains">Domains of its people's addresses.</param>
/// <param name="CodesIssued">How many codes it was given.</param>
/// <param name="CodesUsed">How many of them became an account.</param>
internal sealed record OrganisationView([property: ID] Guid OrganisationId, string Name, IReadOnlyList<string> MailDomains, int CodesIssued, int CodesUsed);

internal sealed partial class RegisterOrganisationHandler(AccountsDbContext db, AccountsPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RegisterOrganisation, OrganisationView>
{
    private const int LongestName = 200;
    private const int MostDomains = 50;

    public async Task<Result<OrganisationView>> Handle(RegisterOrganisation command, CancellationToken cancellationToken)
    {
        if (policy.Organisations.Mode is OrganisationsMode.Off)
        {
            return new FeatureDisabled("Organisations");
        }

        var domains = (command.MailDomains ?? []).Select(d => d.Trim().ToLowerInvariant()).Distinct().ToList();
        if (command.Name.Trim().Length is 0 or > LongestName)
        {
            return new FieldRequired("name", $"Say what it is called, in 1 to {LongestName} characters.");
        }

        if (domains.Count > MostDomains || !domains.TrueForAll(d => Domain().IsMatch(d)))
        {
            return new FieldRequired("mailDomains", $"At most {MostDomains} domains such as example.org.");
        }

        // Few organisations, each with few domains; the lists are one column on both databases.
        if ((await db.Organisations.AsNoTracking().Select(o => o.MailDomains).ToListAsync(cancellationToken)).Any(taken => taken.Intersect(domains).Any()))
        {
            return new TakenByOrganisation("mailDomains");
        }

        var organisation = Organisation.Of(command.Name.Trim(), domains, user.Id, clock.GetUtcNow().UtcDateTime);
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancellationToken);
        return new OrganisationView(organisation.Id, organisation.Name, organisation.MailDomains, 0, 0);
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$")]
    private static partial Regex Domain();
}

internal sealed class OrganisationsHandler(AccountsDbContext db) : IQueryHandler<Organisations, OrganisationView[]>
{
    public async Task<Result<OrganisationView[]>> Handle(Organisations query, CancellationToken cancellationToken)
    {
        var codes = await db.EmployeeCodes.GroupBy(c => c.OrganisationId)
            .Select(g => new { g.Key, Issued = g.Count(), Used = g.Count(c => c.AccountId != null) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var all = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).ToListAsync(cancellationToken);
        return all.Select(o => new OrganisationView(
            o.Id, o.Name, o.MailDomains, codes.GetValueOrDefault(o.Id)?.Issued ?? 0, codes.GetValueOrDefault(o.Id)?.Used ?? 0)).ToArray();
    }
}
