namespace Monolith.Consent.Contracts;

/// <summary>Whether a person agreed. The access gate asks this by itself; modules ask only where an answer must name the reason.</summary>
public interface IConsentFacts
{
    /// <summary>The state of one consent.</summary>
    Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Whether a processor of this kind is bound by an agreement that covers the purpose (CA-3.13, CA-3.14, CA-3.18).</summary>
    Task<ProcessorBinding> BindingAsync(ProcessorKind kind, CancellationToken cancellationToken);
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

/// <summary>Whether data may go to a processor.</summary>
public enum ProcessorBinding
{
    /// <summary>No agreement, or an expired assessment: nothing may be shared (PROCESSOR_NOT_BOUND).</summary>
    NotBound,

    /// <summary>Bound.</summary>
    Bound,
}
