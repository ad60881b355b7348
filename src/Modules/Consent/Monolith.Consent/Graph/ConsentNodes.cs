using MediatR;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Graph;

[ObjectType<PolicyVersionView>]
internal static class PolicyVersionNode
{
    [NodeResolver]
    public static async Task<PolicyVersionView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new PolicyVersionById(id), cancellationToken) is { Succeeded: true } found ? found.Value : null;

    /// <summary>The documents that are accepted together with this one, in the versions in force (AP-2).</summary>
    public static async Task<IReadOnlyList<PolicyVersionView>> AcceptedTogetherWith([Parent] PolicyVersionView version, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new DocumentsAcceptedWith(version.Kind), cancellationToken)).Value;
}

[ObjectType<ConsentRecordView>]
internal static class ConsentRecordNode
{
    [NodeResolver]
    public static async Task<ConsentRecordView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ConsentRecordById(id), cancellationToken) is { Succeeded: true } found ? found.Value : null;
}
