using System.Globalization;
using System.Text.Json.Serialization;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Registering;

/// <summary>
/// Registers a client. Which fields are asked for is the policy profile's: see <c>policyProfile.registration</c>. The service is for adults:
/// people under 18 must not register or send any data (CA-13.4). A code is mailed to the address; <c>verifyEmail</c> with it opens the account.
/// The answer is the same whether or not the address has an account already.
/// Somebody under age registers, where the profile lets them, with the token of a parent's consent that was checked; what limited mode does not
/// collect is left out. Where an employer vouches, official address or employee code say for which one.
/// Refused with FIELD_REQUIRED, FIELD_NOT_COLLECTED, AGE_RESTRICTED, PARENTAL_CONSENT_REQUIRED, IDENTIFIER_REQUIRED, NOT_ELIGIBLE,
/// POLICY_ACCEPTANCE_REQUIRED, WEAK_PASSWORD.
/// </summary>
/// <param name="Name">The whole name.</param>
/// <param name="Email">The address that the code is sent to.</param>
/// <param name="Phone">A number to be reached at, with country code.</param>
/// <param name="Age">In years.</param>
/// <param name="YearOfBirth">For services that ask for the year alone.</param>
/// <param name="DateOfBirth">For services that ask for the date.</param>
/// <param name="Gender">In the person's own word.</param>
/// <param name="Fields">Further fields of the profile.</param>
/// <param name="Password">A strong one (CA-5.5).</param>
/// <param name="AffirmAdult">The person affirms to be of age (CA-15.2).</param>
/// <param name="AcceptPolicy">The person accepts the documents in force (TH-3, CA-15.2).</param>
/// <param name="Country">Two capitals; decides with the age whether a parent must consent, and is not stored (O7-10.7).</param>
/// <param name="ParentalConsent">The token that the parent was mailed.</param>
// The stored fingerprint of an idempotent command is a fast hash; it must not be made of the password.
[Mutation(Payload = "registration"), AllowAnyone, Idempotent, GraphQLAlone]
internal sealed record RegisterClient(
    string? Name,
    string? Email,
    string? Phone,
    int? Age,
    int? YearOfBirth,
    DateOnly? DateOfBirth,
    string? Gender,
    IReadOnlyList<FieldValue>? Fields,
    [property: JsonIgnore] string? Password,
    bool? AffirmAdult,
    bool? AcceptPolicy,
    string? Country = null,
    [property: JsonIgnore] string? ParentalConsent = null) : ICommand<RegistrationView>
{
    /// <summary>The fields with an input of their own, by their names in the register.</summary>
    internal IEnumerable<(string Name, string? Value)> Own(string emailField) =>
    [
        ("name", Name), (emailField, Email), ("phone", Phone), ("age", Age?.ToString(CultureInfo.InvariantCulture)),
        ("yearOfBirth", YearOfBirth?.ToString(CultureInfo.InvariantCulture)),
        ("dateOfBirth", DateOfBirth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("gender", Gender),
    ];
}

internal sealed class RegisterClientHandler(
    AccountsDbContext db, Registrar registrar, Eligibility eligibility, ParentReading parents, AccountsPolicy policy, PolicyProfile profile, TimeProvider clock)
    : ICommandHandler<RegisterClient, RegistrationView>
{
    public async Task<Result<RegistrationView>> Handle(RegisterClient command, CancellationToken cancellationToken)
    {
        var emailField = policy.Registration.Fields.Any(f => f.Name == "officialEmail") ? "officialEmail" : "email";
        var collected = FieldRule.Collect(command.Own(emailField), command.Fields);
        if (collected.Refusal is { } doubled)
        {
            return doubled;
        }

        var fields = collected.Value;
        if (FieldRule.Check(policy.Registration, fields) is { } unlisted)
        {
            return unlisted;
        }

        var sponsor = await eligibility.CheckAsync(fields.GetValueOrDefault(emailField), fields, cancellationToken);
        if (sponsor.Refusal is { } strange)
        {
            return strange;
        }

        var parent = await parents.FindAsync(command.ParentalConsent, command.Country, cancellationToken);
        var evidence = new AgeEvidenceGiven(command.Age, command.YearOfBirth, command.DateOfBirth, command.AffirmAdult);
        if ((FieldRule.CheckComplete(policy.Registration, fields) ?? AgeGate.Check(policy.Age, evidence, AgeGate.Today(profile, clock), parent.Given)) is { } refusal)
        {
            return refusal;
        }

        fields.Remove(emailField, out var email);
        var minority = parents.MinorityOf(command, parent, fields);
        var applicant = new Applicant(AccountKind.Client, email, fields, command.Password, command.AffirmAdult is true, command.AcceptPolicy is true)
        {
            Sponsor = sponsor.Value, Minority = minority,
        };
        if (await registrar.AdmitAsync(applicant, cancellationToken) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return RegistrationView.Sent;
    }
}
