namespace Monolith.Host.Demo;

/// <summary>Reads the mail of the people of the demo, which a host started with <c>--testing</c> shows in <c>outbox</c>.</summary>
internal sealed class Mailbox(Story story)
{
    /// <summary>The code in the newest mail to an address.</summary>
    /// <exception cref="InvalidOperationException">There is no mail, or none with a code.</exception>
    public async Task<string> CodeForAsync(string email, CancellationToken cancellationToken) =>
        (await story.QuietlyAsync(null, Documents.Outbox, new { to = email }, cancellationToken))["outbox.0.code"];
}
