namespace Monolith.Billing;

/// <summary>The Billing module.</summary>
public static class BillingModule;
