using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Organisations;

/// <summary>
/// Lets people of an organisation register, each with a code of their own (TH-10). A code is good for one account.
/// Refused with FEATURE_DISABLED, ORGANISATION_NOT_FOUND, FIELD_REQUIRED, TAKEN_BY_ORGANISATION.
/// </summary>
/// <param name="OrganisationId">Whose people.</param>
/// <param name="Codes">The codes the organisation uses: 1 to 500, each of 3 to 40 letters, digits and hyphens.</param>
[Mutation(Payload = "issued"), Allow(Role.Administrator), Idempotent]
internal sealed record IssueEmployeeCodes([property: ID] Guid OrganisationId, IReadOnlyList<string> Codes) : ICommand<IssuedCodesView>;

/// <summary>Codes that can be used now.</summary>
/// <param name="Count">How many.</param>
internal sealed record IssuedCodesView(int Count);

internal sealed class IssueEmployeeCodesHandler(AccountsDbContext db, AccountsPolicy policy, IVault vault, TimeProvider clock)
    : ICommandHandler<IssueEmployeeCodes, IssuedCodesView>
{
    private const int MostCodes = 500;

    public async Task<Result<IssuedCodesView>> Handle(IssueEmployeeCodes command, CancellationToken cancellationToken)
    {
        if (policy.Organisations.Mode is not OrganisationsMode.EmployerEligibility)
        {
            return new FeatureDisabled("Employee codes");
        }

        if (!await db.Organisations.AnyAsync(o => o.Id == command.OrganisationId, cancellationToken))
        {
            return new OrganisationNotFound();
        }

        var codes = command.Codes.Select(EmployeeCodes.Canonical).Distinct().ToList();
        if (codes.Count is 0 or > MostCodes || codes.Exists(c => c is null))
        {
            return new FieldRequired("codes", $"1 to {MostCodes} codes, each of 3 to 40 letters, digits and hyphens.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        db.EmployeeCodes.AddRange(codes.Select(code => new EmployeeCode
        {
            OrganisationId = command.OrganisationId, CodeIndex = vault.BlindIndex("employeeCode", code!), IssuedAt = now,
        }));
        return await db.SavedAsync(cancellationToken) ? new IssuedCodesView(codes.Count) : new TakenByOrganisation("codes");
    }
}

/// <summary>What an employee code looks like.</summary>
internal static class EmployeeCodes
{
    /// <summary>The code as it is compared; null for what is none.</summary>
    public static string? Canonical(string? code) =>
        code?.Trim().ToUpperInvariant() is { Length: >= 3 and <= 40 } typed && typed.All(c => char.IsAsciiLetterOrDigit(c) || c is '-') ? typed : null;
}
