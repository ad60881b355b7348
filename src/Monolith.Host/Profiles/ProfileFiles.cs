using Monolith.Accounts;
using Monolith.Billing;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent;
using Monolith.Grievance;
using Monolith.Matching;
using Monolith.Therapy;

namespace Monolith.Host.Profiles;

/// <summary>Finds a profile's file and reads it whole: every fault of every section, or none.</summary>
internal static class ProfileFiles
{
    private static readonly IReadOnlyDictionary<string, Func<PolicyProfile, IReadOnlyList<ProfileFault>>> Sections =
        new Dictionary<string, Func<PolicyProfile, IReadOnlyList<ProfileFault>>>
        {
            ["platform"] = profile => profile.Check<PlatformPolicy>("platform"),
            ["accounts"] = AccountsModule.CheckProfile,
            ["matching"] = MatchingModule.CheckProfile,
            ["therapy"] = TherapyModule.CheckProfile,
            ["billing"] = BillingModule.CheckProfile,
            ["consent"] = ConsentModule.CheckProfile,
            ["grievance"] = GrievanceModule.CheckProfile,
        };

    /// <summary>The folder of the profiles that come with the host.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "profiles");

    /// <summary>The keys of the profiles that come with the host, in alphabetical order.</summary>
    public static IReadOnlyList<string> Keys =>
        [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <summary>The file of a key, or the file at a path (anything with a separator or ending in <c>.json</c>); null when there is none.</summary>
    public static string? Find(string keyOrPath)
    {
        var isPath = keyOrPath.Contains('/') || keyOrPath.Contains(Path.DirectorySeparatorChar) || keyOrPath.EndsWith(".json", StringComparison.Ordinal);
        var file = isPath ? Path.GetFullPath(keyOrPath) : Path.Combine(Folder, keyOrPath + ".json");
        return File.Exists(file) ? file : null;
    }

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="ProfileRefusedException">It has a fault; the message names all of them.</exception>
    public static PolicyProfile Load(string file)
    {
        var inside = file.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return Read(inside ? "profiles/" + Path.GetFileName(file) : file, Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
    }

    internal static PolicyProfile Read(string fileName, string expectedKey, byte[] json)
    {
        var profile = PolicyProfile.Parse(fileName, json);
        List<ProfileFault> faults = [.. FaultsOf(profile)];
        if (faults.TrueForAll(f => !f.Path.StartsWith("platform", StringComparison.Ordinal)) && profile.Key != expectedKey)
        {
            faults.Insert(0, new("platform.profile", $"must be the file's name, {expectedKey}"));
        }

        return faults.Count == 0 ? profile : throw new ProfileRefusedException(fileName, faults);
    }

    private static IEnumerable<ProfileFault> FaultsOf(PolicyProfile profile)
    {
        foreach (var (name, count) in profile.SectionNames.CountBy(n => n))
        {
            if (!Sections.ContainsKey(name))
            {
                yield return new(name, "is not a section");
            }

            if (count > 1)
            {
                yield return new(name, "is written twice");
            }
        }

        foreach (var fault in Sections.Values.SelectMany(check => check(profile)))
        {
            yield return fault;
        }
    }
}
