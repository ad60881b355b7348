namespace Monolith.Matching;

/// <summary>The Matching module.</summary>
public static class MatchingModule;
