using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Registering;

/// <summary>Somebody who wants an account.</summary>
internal sealed record Applicant(AccountKind Kind, string? Email, Dictionary<string, string> Details, string? Password, bool AffirmedAdult, bool AcceptedPolicy)
{
    /// <summary>Who vouches for them.</summary>
    public Sponsor Sponsor { get; init; } = new(null, null, null);

    /// <summary>That they are under age; null for adults.</summary>
    public Minority? Minority { get; init; }

    /// <summary>Where they are written to: without an e-mail address, the mobile number.</summary>
    public string? Contact => Sponsor.SignInName is null ? Email : Details.GetValueOrDefault("mobile");
}

/// <summary>What registering clients and therapists have in common: it prepares the rows, and the use case saves them.</summary>
internal sealed class Registrar(AccountsDbContext db, IPolicyFacts documents, PasswordRule rule, PasswordHashing hashing, Postbox post, IVault vault, TimeProvider clock)
{
    /// <summary>How long a mailed code works (R37).</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    /// <summary>Null when the registration was prepared. An address with an account gets a mail instead of a code, for the same work (R32).</summary>
    public async Task<Refusal?> AdmitAsync(Applicant applicant, CancellationToken cancellationToken)
    {
        if (applicant.Contact is not { } contact || (applicant.Sponsor.SignInName is null && !FieldRule.IsEmail(contact)))
        {
            return new FieldRequired("email", "Write an e-mail address that mail can be sent to.");
        }

        var weak = rule.Check(applicant.Password, applicant.Details.Values.Append(contact));
        if (weak is not null || !applicant.AcceptedPolicy)
        {
            return weak ?? new PolicyAcceptanceRequired();
        }

        var hash = await hashing.HashAsync(applicant.Password!, cancellationToken);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        var accepted = await documents.ToAcceptAsync(cancellationToken);
        var index = vault.BlindIndex("email", applicant.Sponsor.SignInName ?? contact);
        var owner = await db.Accounts.AsNoTracking().Where(a => a.EmailIndex == index).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        if (owner is { } ownerId)
        {
            db.OutgoingMessages.Add(post.Mail(ownerId, contact, MessageTemplate.AlreadyRegistered));
            return null;
        }

        Add(applicant, contact, index, hash.Value, accepted);
        return null;
    }

    private void Add(Applicant applicant, string contact, byte[] index, string passwordHash, IReadOnlyList<DocumentVersion> accepted)
    {
        var code = SecretToken.Make();
        var now = clock.GetUtcNow().UtcDateTime;
        var registration = new Registration
        {
            AccountId = Guid.CreateVersion7(),
            Kind = applicant.Kind,
            EmailIndex = index,
            Email = Sealed.Of(contact),
            Details = Sealed.Of(applicant.Details),
            PasswordHash = passwordHash,
            CodeHash = SecretToken.Hash(code),
            AcceptedVersionIds = [.. accepted.Select(v => v.VersionId)],
            PolicyVersion = accepted.FirstOrDefault(v => v.Kind is DocumentKind.Privacy)?.Number,
            AffirmedAdult = applicant.AffirmedAdult,
            OrganisationId = applicant.Sponsor.OrganisationId,
            EmployeeCodeId = applicant.Sponsor.CodeId,
            ParentalConsentId = applicant.Minority?.ConsentId,
            AdultAt = applicant.Minority?.AdultAt,
            RegisteredAt = now,
            EndsAt = now + CodeLife,
        };
        db.Registrations.Add(registration);
        db.OutgoingMessages.Add(post.Mail(registration.AccountId, contact, MessageTemplate.VerifyEmail, code));
    }
}
