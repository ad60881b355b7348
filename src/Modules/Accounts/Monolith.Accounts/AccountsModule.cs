namespace Monolith.Accounts;

/// <summary>The Accounts module.</summary>
public static class AccountsModule;
