namespace Monolith.Alpha.Contracts
{
    public enum Shade
    {
        Light,
        Dark,
    }

    public interface IAlphaFacts
    {
        Task<Fact> GetAsync(Guid id, CancellationToken cancellationToken);
    }

    public interface IAskForALibrary
    {
        Task TellAsync(MediatR.IMediator mediator, CancellationToken cancellationToken);
    }

    public sealed record Fact(Guid Id, Shade Shade, int? Count, DateTime HappenedAt, IReadOnlyList<Guid> Others);

    public sealed record Gossip(Guid Id, string Words, object Anything, string Currency);

    public sealed record SomethingUnlisted(Guid Id);

    public sealed record SomethingListed(Guid Id);
}

namespace Monolith.Beta.Contracts
{
    public interface IBetaFacts
    {
        Task<int> CountAsync(Guid id, CancellationToken cancellationToken);
    }

    public interface IForgotten
    {
        Task<bool> IsItAsync(Guid id, CancellationToken cancellationToken);
    }
}

namespace Monolith.Grievance.Contracts.Events
{
    public sealed record ErasureOrdered(Guid CaseId, Guid SubjectId);

    public sealed record RightsRequestReceived(Guid CaseId, Guid SubjectId);
}
