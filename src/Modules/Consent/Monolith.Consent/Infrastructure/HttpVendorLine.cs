using System.Net.Http.Json;
using Monolith.Consent.Application.Tracking;

namespace Monolith.Consent.Infrastructure;

/// <summary>Posts each event as JSON to the address of its vendor. It follows no redirect, keeps no cookie and reads nothing of the answer but its status.</summary>
internal sealed class HttpVendorLine : IVendorLine, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookUpAgain = TimeSpan.FromMinutes(5);
    private readonly IReadOnlyDictionary<string, Uri> addresses;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = LookUpAgain })
    {
        Timeout = LongestWait,
    };

    /// <summary>The line to these vendors.</summary>
    public HttpVendorLine(VendorAddresses vendors) => (addresses, Vendors) = (vendors.Addresses, vendors.Addresses.Keys.ToHashSet());

    public IReadOnlySet<string> Vendors { get; }

    public async Task TellAsync(string vendor, ToldEvent told, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, addresses[vendor]) { Content = JsonContent.Create(told) };

        // With its length: not every receiver takes a body in chunks.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
