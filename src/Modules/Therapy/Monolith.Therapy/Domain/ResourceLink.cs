using Monolith.BuildingBlocks;

namespace Monolith.Therapy.Domain;

/// <summary>Where a resource is: a path of this site, or an https address of another one.</summary>
/// <param name="Address">As a browser takes it.</param>
/// <param name="IsOutside">Whether it leaves this site (O7-11.1, AP-139): every whole address does, so nobody has to say so.</param>
internal sealed record ResourceLink(string Address, bool IsOutside)
{
    /// <summary>How long an address may be.</summary>
    public const int Longest = 2000;

    /// <summary>The link that somebody wrote. Refused with FIELD_REQUIRED.</summary>
    public static Result<ResourceLink> Parse(string written)
    {
        var text = written.Trim();
        if (text.Length is 0 or > Longest || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return Malformed();
        }

        // Browsers read // and /\ as the beginning of another site's address.
        if (text[0] is '/')
        {
            return text.Contains('\\') || text.StartsWith("//", StringComparison.Ordinal) ? Malformed() : new ResourceLink(text, IsOutside: false);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { UserInfo: "", IsLoopback: false, HostNameType: UriHostNameType.Dns }
            && address.Scheme == Uri.UriSchemeHttps && address.IdnHost.Contains('.') && address.AbsoluteUri.Length <= Longest
            ? new ResourceLink(address.AbsoluteUri, IsOutside: true)
            : Malformed();
    }

    private static FieldRequired Malformed() => new("link", "The link is a path of this site, such as /sleep, or an https address of another one.");
}
