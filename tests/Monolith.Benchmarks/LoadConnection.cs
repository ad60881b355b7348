using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Benchmarks;

/// <summary>One connection over HTTP/1.1 that sends the next request when it has the whole answer to the last.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];

    public LoadConnection(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a request and waits for its answer; the body is valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">The status is not 200, or the length is not announced.</exception>
    public ReadOnlySpan<byte> Ask(ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        var filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += Receive(filled);
        }

        var header = buffer.AsSpan(0, head);
        if (!header.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException("Not 200: " + System.Text.Encoding.UTF8.GetString(buffer, 0, filled));
        }

        var total = head + 4 + LengthOf(header);
        if (total > buffer.Length)
        {
            Array.Resize(ref buffer, total);
        }

        while (filled < total)
        {
            filled += Receive(filled);
        }

        return buffer.AsSpan(head + 4, total - head - 4);
    }

    public void Dispose() => socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> header)
    {
        var at = header.IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(header[(at + 18)..], out int length, out _)
            ? length
            : throw new InvalidOperationException("The answer has no Content-Length.");
    }

    private int Receive(int filled)
    {
        var count = socket.Receive(buffer.AsSpan(filled));
        return count > 0 ? count : throw new InvalidOperationException("The server closed the connection.");
    }
}
