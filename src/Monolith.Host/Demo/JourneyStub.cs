namespace Monolith.Host.Demo;

internal sealed partial class Journey
{
    private Task ConsentAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task TherapistAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task MatchAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task SessionAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task PayAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task ComplainAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task LeaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    private Task RegisterAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
