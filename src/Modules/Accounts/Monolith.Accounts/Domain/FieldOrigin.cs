using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Domain;

/// <summary>Where a detail came from, recorded when it was written (HU-14, AP-26, AP-32).</summary>
/// <param name="Source">How it came.</param>
/// <param name="PolicyVersion">The version of the privacy policy that was in force for its owner then.</param>
/// <param name="RecordedAt">When, UTC.</param>
internal sealed record FieldOrigin(FieldSource Source, int? PolicyVersion, DateTime RecordedAt);
