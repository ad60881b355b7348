using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Infrastructure;

/// <summary>What an address tells of whoever uses it: a guess, from a file of ranges that the operator names (AP-30).</summary>
/// <param name="Provider">Whose network it is; empty when the file does not say.</param>
/// <param name="Place">Where the network is, roughly; empty when the file does not say.</param>
internal sealed record AddressPlace(string Provider, string Place);

/// <summary>
/// Finds provider and place of an address in ranges kept in memory; without a file nothing is found. A line of the file is <c>first,last,provider,place</c>: two
/// addresses of one kind, both in the range, and two texts, in double quotes where they hold a comma. Lines that begin with <c>#</c> are left out.
/// </summary>
internal sealed class AddressPlaces
{
    private const int MostFaults = 10;
    private readonly Range[] ranges;

    private AddressPlaces(IEnumerable<Range> ranges) => this.ranges = [.. ranges.OrderBy(r => r.First)];

    /// <summary>The ranges of a file, or what is wrong with its lines; no ranges without a file.</summary>
    public static (AddressPlaces Places, IReadOnlyList<ProfileFault> Faults) Read(string? file)
    {
        if (file is null)
        {
            return (new([]), []);
        }

        List<Range> ranges = [];
        List<ProfileFault> faults = [];
        try
        {
            Dictionary<string, AddressPlace> places = [];
            foreach (var (index, line) in File.ReadLines(file).Index().Where(l => l.Item.Length > 0 && l.Item[0] != '#').TakeWhile(_ => faults.Count < MostFaults))
            {
                if (Parse(line, places) is { } range)
                {
                    ranges.Add(range);
                }
                else
                {
                    faults.Add(new($"line {(index + 1).ToString(CultureInfo.InvariantCulture)}", "must be first,last,provider,place"));
                }
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (new([]), [new("", "cannot be read")]);
        }

        var all = new AddressPlaces(ranges);
        return (all, all.ranges.Zip(all.ranges.Skip(1)).Any(two => two.First.Last >= two.Second.First) ? [.. faults, new("", "has ranges that overlap")] : faults);
    }

    /// <summary>What is known of the address; null when no range holds it.</summary>
    public AddressPlace? Find(string? address)
    {
        if (ranges.Length == 0 || !IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }

        var wanted = NumberOf(parsed);
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            if (ranges[middle].Last < wanted)
            {
                low = middle + 1;
            }
            else if (ranges[middle].First > wanted)
            {
                high = middle - 1;
            }
            else
            {
                return ranges[middle].Place;
            }
        }

        return null;
    }

    // Both kinds of address in one order: those of version 4 stand where version 6 keeps a place for them.
    private static UInt128 NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());

    private static Range? Parse(string line, Dictionary<string, AddressPlace> known)
    {
        var parts = Split(line);
        if (parts is not [var from, var to, var provider, var place] || !IPAddress.TryParse(from, out var first) || !IPAddress.TryParse(to, out var last)
            || first.AddressFamily != last.AddressFamily || NumberOf(first) > NumberOf(last))
        {
            return null;
        }

        if (!known.TryGetValue($"{provider}\n{place}", out var same))
        {
            known[$"{provider}\n{place}"] = same = new AddressPlace(provider.Trim(), place.Trim());
        }

        return new Range(NumberOf(first), NumberOf(last), same);
    }

    private static List<string> Split(string line)
    {
        List<string> parts = [""];
        var quoted = false;
        foreach (var (index, letter) in line.Index())
        {
            if (letter == '"')
            {
                quoted = !quoted;
                parts[^1] += quoted && index > 0 && line[index - 1] == '"' ? "\"" : "";
            }
            else if (letter == ',' && !quoted)
            {
                parts.Add("");
            }
            else
            {
                parts[^1] += letter;
            }
        }

        return quoted ? [] : parts;
    }

    private readonly record struct Range(UInt128 First, UInt128 Last, AddressPlace Place);
}
