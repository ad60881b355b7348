using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application;

/// <summary>The profile's section <c>accounts</c> (A-01 to A-42).</summary>
/// <param name="Registration">A-01 to A-03.</param>
/// <param name="Identity">A-04, A-05.</param>
/// <param name="Organisations">A-06.</param>
/// <param name="Age">A-07 to .</param>
/// <param name="Profile">A-15, A-20, A-21, A-40.</param>
/// <param name="Password">A-16, A-17.</param>
/// <param name="Auth">A-18, A-19, A-39.</param>
/// <param name="Account">A-22, A-23.</param>
/// <param name="Retention">A-24, A-27, A-28, A-41.</param>
/// <param name="Usage">A-25, A-26, A-29.</param>
/// <param name="Access">A-30 to A-32.</param>
/// <param name="Audit">A-33.</param>
/// <param name="Transport">A-34.</param>
/// <param name="Messages">A-35, A-36.</param>
/// <param name="Accuracy">A-37.</param>
/// <param name="SecurityTips">A-38: keys of the tips shown.</param>
internal sealed record AccountsPolicy(
    RegistrationPolicy Registration,
    IdentityPolicy Identity,
    OrganisationsPolicy Organisations,
    AgePolicy Age,
    ProfilePolicy Profile,
    PasswordPolicy Password,
    AuthPolicy Auth,
    AccountPolicy Account,
    AccountsRetention Retention,
    UsagePolicy Usage,
    StaffAccessPolicy Access,
    AuditPolicy Audit,
    TransportPolicy Transport,
    MessagesPolicy Messages,
    AccuracyPolicy Accuracy,
    IReadOnlyList<string> SecurityTips) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check() =>
        Registration.Check().Concat(Age.Check()).Concat(Password.Check()).Concat(Auth.Check()).Concat(Retention.Check()).Concat(CheckTheRest());

    private IEnumerable<ProfileFault> CheckTheRest()
    {
        if (Account.RetainUnrevisedCopy.On != Account.RetainUnrevisedCopy.Period.HasValue)
        {
            yield return new("account.retainUnrevisedCopy.period", "must be given when on is true, and only then");
        }

        if (Access.Roles.Count == 0)
        {
            yield return new("access.roles", "must name at least one role");
        }

        if (Transport.MinCipherBits is < 128 or > 256)
        {
            yield return new("transport.minCipherBits", "must be between 128 and 256, or null");
        }

        if (!Messages.Channels.Contains("EMAIL"))
        {
            yield return new("messages.channels", "must contain EMAIL: addresses are verified by mail");
        }

        var names = Registration.Fields.Select(f => f.Name).ToHashSet();
        if (Identity.Display == IdentityDisplay.Nickname && !names.Contains("nickname"))
        {
            yield return new("identity.display", "must not be Nickname unless registration.fields has nickname");
        }
    }
}

/// <summary>A-01 to A-03.</summary>
/// <param name="Fields">A-01: what is asked at registration.</param>
/// <param name="AnyOf">A-02: of each group at least one field must be given.</param>
/// <param name="Strict">A-03: a field that is not listed is refused.</param>
internal sealed record RegistrationPolicy(IReadOnlyList<RegistrationField> Fields, IReadOnlyList<IReadOnlyList<string>> AnyOf, bool Strict)
{
    public IEnumerable<ProfileFault> Check()
    {
        var names = Fields.Select(f => f.Name).ToHashSet();
        if (Fields.Count == 0 || names.Count != Fields.Count)
        {
            yield return new("registration.fields", "must name at least one field, each once");
        }

        foreach (var (index, group) in AnyOf.Index())
        {
            if (group.Count < 2 || group.Any(f => !names.Contains(f)))
            {
                yield return new($"registration.anyOf[{index}]", "must name two or more of registration.fields");
            }
        }
    }
}

/// <summary>A-01: one field.</summary>
internal sealed record RegistrationField(string Name, bool Required);

/// <summary>A-04, A-05.</summary>
/// <param name="Display">A-04: under which name a provider sees the client.</param>
/// <param name="AnonymousBrowsing">A-05: public pages need no account.</param>
internal sealed record IdentityPolicy(IdentityDisplay Display, bool AnonymousBrowsing);

internal enum IdentityDisplay
{
    RealName,
    Nickname,
}

/// <summary>A-06.</summary>
internal sealed record OrganisationsPolicy(OrganisationsMode Mode);

internal enum OrganisationsMode
{
    Off,
    EmployerEligibility,
    BusinessCustomer,
}

/// <summary>A-15, A-20, A-21, A-40.</summary>
/// <param name="EmergencyContact">A-15.</param>
/// <param name="SelfUpdate">A-20.</param>
/// <param name="DeletableFields">A-21: what a client deletes without a request.</param>
/// <param name="Preferences">A-40: what is remembered.</param>
internal sealed record ProfilePolicy(
    EmergencyContactMode EmergencyContact, SelfUpdateMode SelfUpdate, IReadOnlyList<string> DeletableFields, IReadOnlyList<string> Preferences);

internal enum EmergencyContactMode
{
    Off,
    Optional,
    Required,
}

internal enum SelfUpdateMode
{
    Direct,
    ByRequest,
}

/// <summary>A-22, A-23.</summary>
/// <param name="SelfDelete">A-22: the client deletes the account without a request.</param>
/// <param name="RetainUnrevisedCopy">A-23.</param>
internal sealed record AccountPolicy(bool SelfDelete, UnrevisedCopyPolicy RetainUnrevisedCopy);

/// <summary>A-23: a restricted copy of deleted fields, for a period.</summary>
internal sealed record UnrevisedCopyPolicy(bool On, CalendarPeriod? Period);

/// <summary>A-25, A-26, A-29.</summary>
/// <param name="Fields">A-25: what the usage log may hold.</param>
/// <param name="Visitors">A-26: visitors are logged too.</param>
/// <param name="Statistics">A-29.</param>
internal sealed record UsagePolicy(IReadOnlyList<string> Fields, bool Visitors, bool Statistics);

/// <summary>A-30 to A-32.</summary>
/// <param name="Roles">A-30: role to the reach of its need to know; <c>support</c> with <c>openCase</c> looks only while a case is open.</param>
/// <param name="UndertakingRequired">A-31: confidentiality is signed before any access.</param>
/// <param name="Discipline">A-32: access can be cut.</param>
internal sealed record StaffAccessPolicy(IReadOnlyDictionary<string, string> Roles, bool UndertakingRequired, bool Discipline)
{
    /// <summary>Whether support looks at an account only while a case of its owner is open (AP-45).</summary>
    public bool SupportNeedsCase() => Roles.GetValueOrDefault("support") == "openCase";
}

/// <summary>A-33: reads of sensitive data are audited.</summary>
internal sealed record AuditPolicy(bool Reads);

/// <summary>A-34.</summary>
/// <param name="HttpsOnly">Everything but loopback needs TLS.</param>
/// <param name="MinCipherBits">The weakest cipher allowed; null = the platform's own.</param>
internal sealed record TransportPolicy(bool HttpsOnly, int? MinCipherBits);

/// <summary>A-35, A-36.</summary>
/// <param name="Channels">A-35: ways service messages go.</param>
/// <param name="ContentGuard">A-36: a message carries a link, never content.</param>
internal sealed record MessagesPolicy(IReadOnlyList<string> Channels, bool ContentGuard);

/// <summary>A-37: how often a client is asked whether the details are current; null = never.</summary>
internal sealed record AccuracyPolicy(CalendarPeriod? Reminder);
