using System.Net;
using System.Net.Mail;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Infrastructure;

/// <summary>No way out is configured: messages wait.</summary>
internal sealed class NoCarrier : IMessageCarrier
{
    public IReadOnlyList<MessageChannel> Channels => [];

    public Task SendAsync(Guid messageId, string to, MessageText text, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Takes every message and brings it nowhere; for a host started for tests.</summary>
internal sealed class SandboxCarrier : IMessageCarrier
{
    public IReadOnlyList<MessageChannel> Channels => [MessageChannel.Email, MessageChannel.Phone, MessageChannel.Push];

    public Task SendAsync(Guid messageId, string to, MessageText text, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Sends mail through a server named by an address such as <c>smtp://user:secret@mail.example.org:587/?from=no-reply@example.org&amp;tls=true</c>.</summary>
internal sealed class SmtpCarrier(Uri server) : IMessageCarrier
{
    public IReadOnlyList<MessageChannel> Channels => [MessageChannel.Email];

    public async Task SendAsync(Guid messageId, string to, MessageText text, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(server.Host, server.Port > 0 ? server.Port : 25) { EnableSsl = Option("tls") is "true", Timeout = 30_000 };
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var secret])
        {
            client.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(secret));
        }

        using var mail = new MailMessage(Option("from") ?? $"no-reply@{server.Host}", to, text.Subject, text.Body);
        mail.Headers.Add("Message-ID", $"<{messageId:N}@{server.Host}>");
        await client.SendMailAsync(mail, cancellationToken);
    }

    private string? Option(string name) => server.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}
