using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Host.Storage;

/// <summary>
/// Makes the first model and the first query of Entity Framework, which take as long as the schema does, while the schema is made. Nothing is read; the start waits
/// for it before it goes on.
/// </summary>
internal sealed class FirstModel(IServiceProvider services) : IStartStep
{
    private Task made = Task.CompletedTask;

    /// <summary>Begins on another thread.</summary>
    public void Begin() => made = MakeAsync();

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => made.WaitAsync(cancellationToken);

    private async Task MakeAsync()
    {
        await Task.Yield();
        await using var scope = services.CreateAsyncScope();
        var first = services.GetServices<ModuleRegistration>().First();
        _ = ((ModuleDbContext)scope.ServiceProvider.GetRequiredService(first.Context)).Outbox.AsNoTracking().Where(m => m.DeliveredAt == null).OrderBy(m => m.Id).Take(1).ToQueryString();
    }
}
