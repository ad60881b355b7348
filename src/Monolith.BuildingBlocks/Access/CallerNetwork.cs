using System.Net;
using System.Net.Sockets;

namespace Monolith.BuildingBlocks.Access;

/// <summary>Where a caller is, as far as limits go.</summary>
public static class CallerNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>An IPv4 address, or the /64 of an IPv6 address: one household or server has that many to choose from.</summary>
    public static string Of(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return "unknown";
        }

        parsed = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return parsed.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, PrefixBytes)) : parsed.ToString();
    }
}
