namespace Monolith.Therapy;

/// <summary>The Therapy module.</summary>
public static class TherapyModule;
