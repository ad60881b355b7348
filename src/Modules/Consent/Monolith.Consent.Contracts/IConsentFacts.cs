namespace Monolith.Consent.Contracts;

/// <summary>Whether a person agreed. The access gate asks this by itself; modules ask only where an answer must name the reason.</summary>
public interface IConsentFacts
{
    /// <summary>The state of one consent.</summary>
    Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken);

    /// <summary>
    /// Whether this much about a person may go to a processor of this kind now: bound by an agreement that lists each of the fields (CA-3.13, CA-3.14,
    /// CA-3.18, C-29), in a region where the person's data may be (CA-9.3). Each time it is asked the answer stands in the audit.
    /// </summary>
    Task<ProcessorBinding> BindingAsync(Guid accountId, ProcessorKind kind, SharedFields fields, CancellationToken cancellationToken);
}

/// <summary>What consent is asked for, apart from the policy itself.</summary>
public enum ConsentPurpose
{
    /// <summary>Sensitive (health) data, explicit and separate (CA-12.2).</summary>
    SensitiveData,

    /// <summary>Improving the services.</summary>
    Improvement,

    /// <summary>Messages about the service.</summary>
    ServiceCommunication,

    /// <summary>Advertising and news.</summary>
    Marketing,

    /// <summary>Processing outside the country of residence (CA-9.3).</summary>
    TransferAbroad,

    /// <summary>Fitting what is shown to the person.</summary>
    Personalisation,

    /// <summary>Finding out which other products the person may need (HU-39).</summary>
    CrossSell,

    /// <summary>Adding to the person's data from other sources (HU-41).</summary>
    Enrichment,

    /// <summary>Advertising fitted to the person, here and elsewhere (O7-4.13, AP-123).</summary>
    Advertising,

    /// <summary>Finding new business.</summary>
    BusinessDevelopment,

    /// <summary>Giving data to business partners for offers of their own (O7-4.17, AP-56).</summary>
    PartnerOffers,

    /// <summary>A category of cookies; one consent for each category.</summary>
    Cookies,

    /// <summary>An outside vendor of analytics; one consent for each vendor (O7-9.3).</summary>
    Analytics,

    /// <summary>A use that was announced after the data was collected; one consent for each use (HU-46).</summary>
    NewUse,
}

/// <summary>The state of a consent.</summary>
public enum ConsentState
{
    /// <summary>Never asked or never answered.</summary>
    NotGiven,

    /// <summary>Given and in force.</summary>
    Given,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>Kinds of outside processors (CA-3.12 to CA-3.17).</summary>
public enum ProcessorKind
{
    /// <summary>Runs the servers.</summary>
    Hosting,

    /// <summary>Carries online sessions.</summary>
    Video,

    /// <summary>Takes payments.</summary>
    Payment,

    /// <summary>Schedules appointments.</summary>
    Scheduling,

    /// <summary>Writes and stores session summaries.</summary>
    Summarisation,

    /// <summary>Analyses platform usage.</summary>
    Analytics,

    /// <summary>Sends messages.</summary>
    Messaging,
}

/// <summary>What a call hands to a processor, as agreements list it.</summary>
[Flags]
public enum SharedFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The order a payment is for.</summary>
    OrderId = 1,

    /// <summary>How much.</summary>
    Amount = 2,

    /// <summary>In which currency.</summary>
    Currency = 4,

    /// <summary>The token of the processor's own payment form.</summary>
    Token = 8,

    /// <summary>The session that is carried.</summary>
    SessionId = 16,

    /// <summary>The times of an appointment and a reference to it.</summary>
    Slot = 32,
}

/// <summary>Whether data may go to a processor.</summary>
public enum ProcessorBinding
{
    /// <summary>No agreement, one that does not list all of it, or an expired assessment: nothing may be shared (PROCESSOR_NOT_BOUND).</summary>
    NotBound,

    /// <summary>Bound, and abroad, and the person did not consent to that (TRANSFER_CONSENT_REQUIRED).</summary>
    AbroadWithoutConsent,

    /// <summary>Bound.</summary>
    Bound,
}
