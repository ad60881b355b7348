namespace Monolith.BuildingBlocks.Access;

/// <summary>What a caller is to the service. One account has one role.</summary>
public enum Role
{
    /// <summary>Not signed in.</summary>
    Visitor,

    /// <summary>A person who receives the service.</summary>
    Client,

    /// <summary>The provider of sessions, whatever the profile calls them .</summary>
    Therapist,

    /// <summary>Runs the platform: policy, staff, settings. No health data.</summary>
    Administrator,

    /// <summary>Keeps complaints, rights requests and their clocks.</summary>
    GrievanceOfficer,

    /// <summary>Answers for consent, processors and disclosures.</summary>
    PrivacyOfficer,

    /// <summary>Checks therapists' credentials.</summary>
    CredentialVerifier,

    /// <summary>Orders, payments, refunds.</summary>
    Billing,

    /// <summary>Helps clients with their accounts.</summary>
    Support,

    /// <summary>Advertising and news; never personal health data (CA-5.4).</summary>
    Marketing,

    /// <summary>Reads the audit and nothing else.</summary>
    Auditor,

    /// <summary>The platform itself: jobs and reactions to events.</summary>
    Platform,
}

/// <summary>What is done to the data.</summary>
public enum AccessMode
{
    /// <summary>Seen.</summary>
    Read,

    /// <summary>Collected or changed.</summary>
    Write,
}

/// <summary>The purposes that modules name when they touch personal data; the profile's register gives each its legal basis.</summary>
public static class Purpose
{
    /// <summary>Doing what the person came for (TH-19).</summary>
    public const string ServiceDelivery = "SERVICE_DELIVERY";

    /// <summary>Running the account.</summary>
    public const string AccountManagement = "ACCOUNT_MANAGEMENT";

    /// <summary>Finding a fitting therapist.</summary>
    public const string Matching = "MATCHING";

    /// <summary>Payments and refunds.</summary>
    public const string Payment = "PAYMENT";

    /// <summary>Duties the law puts on the provider.</summary>
    public const string LegalObligation = "LEGAL_OBLIGATION";

    /// <summary>Complaints and rights requests.</summary>
    public const string CaseHandling = "CASE_HANDLING";

    /// <summary>Messages about the service.</summary>
    public const string ServiceCommunication = "SERVICE_COMMUNICATION";
}
