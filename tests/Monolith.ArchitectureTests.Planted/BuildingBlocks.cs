namespace Monolith.BuildingBlocks.Planted
{
    public sealed class UsedByNobody;

    public sealed class UsedByOne;

    public sealed class UsedByTwo;

    public sealed class TherapistRoster;
}

namespace Monolith.Alpha.Application
{
    internal sealed record UsesAll(BuildingBlocks.Planted.UsedByOne One, BuildingBlocks.Planted.UsedByTwo Two, BuildingBlocks.Planted.TherapistRoster Roster);
}

namespace Monolith.Beta.Application
{
    internal sealed record UsesTwo(BuildingBlocks.Planted.UsedByTwo Two, BuildingBlocks.Planted.TherapistRoster Roster);
}
