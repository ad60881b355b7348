using System.Text.Json.Serialization;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Registering;

/// <summary>
/// Makes the account of a therapist, who then submits a profile to be checked. A code is mailed as for clients, and the password rule is the same (CA-5.5).
/// Refused with FIELD_REQUIRED, POLICY_ACCEPTANCE_REQUIRED, WEAK_PASSWORD.
/// </summary>
/// <param name="Name">The whole name.</param>
/// <param name="Email">The address that the code is sent to.</param>
/// <param name="Phone">A number to be reached at.</param>
/// <param name="Password">A strong one.</param>
/// <param name="AcceptPolicy">The therapist accepts the documents in force.</param>
// The stored fingerprint of an idempotent command is a fast hash; it must not be made of the password.
[Mutation(Payload = "registration"), AllowAnyone, Idempotent, GraphQLAlone]
internal sealed record RegisterTherapist(string? Name, string? Email, string? Phone, [property: JsonIgnore] string? Password, bool? AcceptPolicy) : ICommand<RegistrationView>;

internal sealed class RegisterTherapistHandler(AccountsDbContext db, Registrar registrar) : ICommandHandler<RegisterTherapist, RegistrationView>
{
    private static readonly RegistrationPolicy Asked =
        new([new("name", true), new("email", true), new("phone", false)], [], true);

    public async Task<Result<RegistrationView>> Handle(RegisterTherapist command, CancellationToken cancellationToken)
    {
        var collected = FieldRule.Collect([("name", command.Name), ("email", command.Email), ("phone", command.Phone)], null);
        var fields = collected.Value;
        if ((FieldRule.Check(Asked, fields) ?? FieldRule.CheckComplete(Asked, fields)) is { } refusal)
        {
            return refusal;
        }

        fields.Remove("email", out var email);
        var applicant = new Applicant(AccountKind.Therapist, email, fields, command.Password, true, command.AcceptPolicy is true);
        if (await registrar.AdmitAsync(applicant, cancellationToken) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return RegistrationView.Sent;
    }
}
