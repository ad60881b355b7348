using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>
/// Before the first request: publishes each document of the profile as version 1, makes the key that signs receipts and enters the
/// profile's processors. On later starts it publishes the next version of a generated document whose settings changed.
/// </summary>
internal sealed class FirstStart(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(FirstStart));
        var db = scope.ServiceProvider.GetRequiredService<ConsentDbContext>();
        await scope.ServiceProvider.GetRequiredService<PolicyPublisher>().PublishGeneratedAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<ReceiptSigner>().EnsureKeyAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<ProcessorRegister>().SeedAsync(cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (ConstraintException)
        {
            // Another instance started in the same moment and wrote the same; its rows stand.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
