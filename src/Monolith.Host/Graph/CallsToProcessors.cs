using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Host.Graph;

/// <summary>A call to an outside processor, which holds kinds of data and never the data.</summary>
/// <param name="Processor">What the processor does, one of the profile's kinds.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Fields">The kinds of data it was given.</param>
/// <param name="At">When, by the clock of the host.</param>
internal sealed record OutsideCallView(string Processor, string Purpose, IReadOnlyList<string> Fields, DateTime At);

/// <summary>
/// What this process handed to outside processors since it started, latest first, at most 1,000. Only on a host started with <c>--testing</c>.
/// </summary>
/// <param name="Processor">Only calls to processors of this kind, such as PAYMENT or MESSAGING.</param>
[Query("processorCalls"), AllowAnyone, TestingOnly]
internal sealed record CallsToProcessors(string? Processor) : IQuery<IReadOnlyList<OutsideCallView>>;

internal sealed class CallsToProcessorsHandler(OutsideCalls calls) : IQueryHandler<CallsToProcessors, IReadOnlyList<OutsideCallView>>
{
    public Task<Result<IReadOnlyList<OutsideCallView>>> Handle(CallsToProcessors query, CancellationToken cancellationToken)
    {
        List<OutsideCallView> views = [.. calls.Latest(query.Processor).Select(c => new OutsideCallView(c.Kind, c.Purpose, c.Fields, c.At))];
        return Task.FromResult<Result<IReadOnlyList<OutsideCallView>>>(views);
    }
}
