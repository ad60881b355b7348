namespace Monolith.Grievance;

/// <summary>The Grievance module.</summary>
public static class GrievanceModule;
