using Microsoft.Extensions.Logging;
using Monolith.Accounts;

namespace Monolith.Host.Storage;

/// <summary>Erases again, before anything is answered, whom a restored backup brought back (R74).</summary>
internal sealed class EraseAgain(IServiceProvider services, ILogger<EraseAgain> log) : IStartStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await AccountsModule.EraseAgainAsync(services, cancellationToken) is > 0 and var people)
        {
            log.LogWarning("{People} erased people were in the database again and were erased again", people);
        }
    }
}
