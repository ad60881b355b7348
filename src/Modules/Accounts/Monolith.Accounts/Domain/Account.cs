using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>Who may sign in, as what, and how to reach them. Made once its e-mail address is proven; before that there is only a registration.</summary>
internal sealed class Account : Entity, IPersonal
{
    private Account(AccountKind kind, Role role, byte[] emailIndex, Sealed<string> email, Sealed<Dictionary<string, string>> details, string passwordHash) =>
        (Kind, Role, EmailIndex, Email, Details, PasswordHash) = (kind, role, emailIndex, email, details, passwordHash);

    /// <inheritdoc/>
    public Guid SubjectId => Id;

    /// <summary>Client, therapist or staff.</summary>
    public AccountKind Kind { get; private set; }

    /// <summary>What it may do.</summary>
    public Role Role { get; private set; }

    /// <summary>Whether it can be used.</summary>
    public AccountState State { get; private set; } = AccountState.Open;

    /// <summary>Blind index of the address (R75); unique.</summary>
    public byte[] EmailIndex { get; private set; }

    /// <summary>The address as its owner wrote it.</summary>
    public Sealed<string> Email { get; private set; }

    /// <summary>Field name of the profile's register to value.</summary>
    public Sealed<Dictionary<string, string>> Details { get; private set; }

    /// <summary>Field name to where its value came from; null for accounts of before that was recorded.</summary>
    public Sealed<Dictionary<string, FieldOrigin>>? Origins { get; private set; }

    /// <summary>Whom to call in an emergency (CA-2.6).</summary>
    public Sealed<EmergencyContact>? EmergencyContact { get; private set; }

    /// <summary>Algorithm, cost, salt and hash (R31).</summary>
    public string PasswordHash { get; private set; }

    /// <summary>When the password was chosen.</summary>
    public DateTime PasswordChangedAt { get; private set; }

    /// <summary>When a change was last suggested for this password.</summary>
    public DateTime? PasswordRemindedAt { get; private set; }

    /// <summary>When the details were last given or changed; null = at registration.</summary>
    public DateTime? DetailsChangedAt { get; private set; }

    /// <summary>When its owner was last asked whether the details are current .</summary>
    public DateTime? DetailsRemindedAt { get; private set; }

    /// <summary>When a look at the account's protection was last suggested (R30).</summary>
    public DateTime? CheckUpSuggestedAt { get; private set; }

    /// <summary>How often a second factor or passkey was added or removed: two who do so at once meet in the row's version.</summary>
    public int FactorChanges { get; private set; }

    /// <summary>When the person registered.</summary>
    public DateTime RegisteredAt { get; private set; }

    /// <summary>The organisation its owner belongs to (TH-10); null for people on their own.</summary>
    public Guid? OrganisationId { get; private set; }

    /// <summary>Whether its owner acts for that organisation (HU-22).</summary>
    public bool ManagesOrganisation { get; private set; }

    /// <summary>Whether its owner works here no more .</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>When it was closed.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>When a closed account is erased (CA-8.2).</summary>
    public DateTime? EraseAt { get; private set; }

    /// <summary>The registration whose address is now proven becomes an account, under the same id.</summary>
    public static Account Of(Registration registration, string email, Dictionary<string, string> details)
    {
        var kind = registration.Kind;
        var account = new Account(
            kind, kind is AccountKind.Client ? Role.Client : Role.Therapist, registration.EmailIndex, Sealed.Of(email), Sealed.Of(details), registration.PasswordHash)
        {
            Id = registration.AccountId,
            PasswordChangedAt = registration.RegisteredAt,
            RegisteredAt = registration.RegisteredAt,
            OrganisationId = registration.OrganisationId,
            Origins = Given(details.Keys, new FieldOrigin(FieldSource.Registration, registration.PolicyVersion, registration.RegisteredAt)),
        };
        account.Raise(kind is AccountKind.Client
            ? new ClientRegistered(account.Id, registration.AcceptedVersionIds, registration.AffirmedAdult, registration.RegisteredAt)
            : new TherapistRegistered(account.Id, registration.AcceptedVersionIds, registration.RegisteredAt));
        return account;
    }

    /// <summary>A member of staff, invited or (the first) made at the console.</summary>
    public static Account OfStaff(Role role, byte[] emailIndex, string email, string name, string passwordHash, DateTime now) =>
        new(AccountKind.Staff, role, emailIndex, Sealed.Of(email), Sealed.Of(new Dictionary<string, string> { ["name"] = name }), passwordHash)
        {
            PasswordChangedAt = now,
            RegisteredAt = now,
            Origins = Given(new[] { "name" }, new FieldOrigin(FieldSource.Invitation, null, now)),
        };

    /// <summary>The same password, hashed at today's cost.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>Another password.</summary>
    public void ChangePassword(string passwordHash, DateTime now) => (PasswordHash, PasswordChangedAt, PasswordRemindedAt) = (passwordHash, now, null);

    /// <summary>Another address, proven by a code.</summary>
    public void ChangeEmail(byte[] emailIndex, string email) => (EmailIndex, Email) = (emailIndex, Sealed.Of(email));

    /// <summary>A second factor or passkey was added or removed.</summary>
    public void ChangeFactors() => FactorChanges++;

    /// <summary>A change of password was suggested.</summary>
    public void Remind(DateTime now) => PasswordRemindedAt = now;

    /// <summary>Other details.</summary>
    public void Update(Dictionary<string, string> details, DateTime now) => (Details, DetailsChangedAt, DetailsRemindedAt) = (Sealed.Of(details), now, null);

    /// <summary>Where the values came from that are there now.</summary>
    public void Trace(Dictionary<string, FieldOrigin> origins) => Origins = Sealed.Of(origins);

    /// <summary>Remembers a preference that was seen; the owner changed nothing.</summary>
    public void Remember(Dictionary<string, string> details) => Details = Sealed.Of(details);

    /// <summary>Its owner was asked whether the details are current.</summary>
    public void RemindOfDetails(DateTime now) => DetailsRemindedAt = now;

    /// <summary>A look at the account's protection was suggested.</summary>
    public void SuggestCheckUp(DateTime now) => CheckUpSuggestedAt = now;

    /// <summary>Another emergency contact; null removes it.</summary>
    public void SetEmergencyContact(EmergencyContact? contact) => EmergencyContact = contact is null ? null : Sealed.Of(contact);

    /// <summary>Its owner acts for the organisation it belongs to.</summary>
    public void ActForOrganisation() => ManagesOrganisation = OrganisationId is not null;

    /// <summary>It belongs to no organisation any more.</summary>
    public void LeaveOrganisation() => (OrganisationId, ManagesOrganisation) = (null, false);

    /// <summary>Cuts it off, until it is restored.</summary>
    public Result<Account> Suspend()
    {
        if (State is not AccountState.Open)
        {
            return new IllegalState("Only an open account is suspended.");
        }

        State = AccountState.Suspended;
        return this;
    }

    /// <summary>Cuts it off with a measure; one already suspended can still be terminated.</summary>
    public Result<Account> Discipline(Discipline measure)
    {
        if (State is AccountState.Closed || IsTerminated || (State is AccountState.Suspended && measure is not Domain.Discipline.Terminate))
        {
            return new IllegalState("The account has no access that could be taken away.");
        }

        State = measure is Domain.Discipline.Warn ? State : AccountState.Suspended;
        IsTerminated = measure is Domain.Discipline.Terminate;
        return this;
    }

    /// <summary>Takes the suspension back.</summary>
    public Result<Account> Restore()
    {
        if (IsTerminated)
        {
            return new IllegalState("A termination is not taken back.");
        }

        if (State is not AccountState.Suspended)
        {
            return new IllegalState("Only a suspended account is restored.");
        }

        State = AccountState.Open;
        return this;
    }

    /// <summary>All that is held of its owner, here and elsewhere, is to be erased now.</summary>
    public void OrderErasure(ErasureReason reason, DateTime now) => Raise(new AccountErasureDue(Id, reason, now));

    /// <summary>Its owner closes it; it stays until <paramref name="eraseAt"/>.</summary>
    public Result<Account> Close(DateTime now, DateTime eraseAt)
    {
        if (State is AccountState.Closed)
        {
            return new IllegalState("The account is closed already.");
        }

        (State, ClosedAt, EraseAt) = (AccountState.Closed, now, eraseAt);
        Raise(new AccountClosed(Id, Kind, now));
        return this;
    }

    /// <summary>Its owner deletes it: closed, and everything of its owner goes at once .</summary>
    public Result<Account> Delete(DateTime now)
    {
        var closed = Close(now, now);
        if (closed.Succeeded)
        {
            OrderErasure(ErasureReason.DeletedByOwner, now);
        }

        return closed;
    }

    private static Sealed<Dictionary<string, FieldOrigin>> Given(IEnumerable<string> fields, FieldOrigin origin) => Sealed.Of(fields.Append("email").ToDictionary(f => f, _ => origin));
}

/// <summary>Whom to call in an emergency.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Their number.</param>
/// <param name="Relation">What they are to the client.</param>
internal sealed record EmergencyContact(string Name, string Phone, string? Relation);
