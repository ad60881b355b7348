using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Host.Storage;

/// <summary>
/// Where the stores lie. Under a profile that has a home (<c>dataResidency.mode=Pinned</c>) what the host itself writes lies there or nothing starts (CA-9.2);
/// a copy may lie elsewhere because the first one is at home (CA-9.4). Where nobody says otherwise the stores of such a host are at home.
/// </summary>
internal static class StoresAtHome
{
    // What the host writes itself: the database, and the folder with keys and checkpoints.
    private static readonly string[] Own = ["database", "data"];

    /// <exception cref="StartRefusedException">A store of the host's own lies abroad.</exception>
    public static IReadOnlyDictionary<string, string> Of(PolicyProfile profile, IReadOnlyDictionary<string, string> said)
    {
        if (profile.Settings.GetProperty("consent").GetProperty("dataResidency").GetProperty("primary").GetString() is not { } home)
        {
            return said;
        }

        var abroad = Own.FirstOrDefault(store => said.GetValueOrDefault(store, home) != home);
        return abroad is null
            ? Own.ToDictionary(store => store, _ => home).Concat(said.Where(s => !Own.Contains(s.Key))).ToDictionary()
            : throw new StartRefusedException($"--stores: {abroad} lies in {said[abroad]}, and {profile.Key} keeps everything in {home} (consent.dataResidency.primary)");
    }
}
