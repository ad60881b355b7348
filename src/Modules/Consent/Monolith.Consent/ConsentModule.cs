namespace Monolith.Consent;

/// <summary>The Consent module.</summary>
public static class ConsentModule;
