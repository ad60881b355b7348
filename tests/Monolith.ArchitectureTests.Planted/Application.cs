using Microsoft.EntityFrameworkCore;
using Monolith.Alpha.Contracts;
using Monolith.Alpha.Domain;
using Monolith.Beta.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Alpha.Application
{
    public sealed class SecondDoor;

    internal sealed class Refuses
    {
        public IReadOnlyList<Refusal> All { get; } = [new NeverTested(), new NeverDocumented(), new Monolith.Alpha.Domain.SameCode(), new Monolith.Beta.Domain.SameCode()];
    }

    internal sealed class RemembersWhoAsked
    {
        public Guid Of(Monolith.Grievance.Contracts.Events.RightsRequestReceived told) => told.SubjectId;
    }

    internal sealed class ErasesWhenTold
    {
        public Guid Of(Monolith.Grievance.Contracts.Events.ErasureOrdered told) => told.SubjectId;
    }

    internal sealed class LooksAtWhatWasErased
    {
        public Type Kind => typeof(Monolith.Alpha.Domain.ErasureRecord);
    }

    internal sealed class ColourManager;

    internal sealed class ColourV2;

    internal sealed class DatabaseOfInformation;

    internal sealed class KnowsTheGraph
    {
        public Type Shown => typeof(Monolith.Alpha.Graph.ReachesTheTables);
    }

    internal sealed class ReadsTheWall
    {
        public DateTime Now => DateTime.UtcNow;
    }

    internal sealed class MakesItsOwnIds
    {
        public Guid Next() => Guid.NewGuid();
    }

    internal sealed class ThrowsDice
    {
        public int Throw() => new Random().Next(6);
    }

    internal sealed class Blocks
    {
        public int Wait(Task<int> work) => work.GetAwaiter().GetResult();

        public async Task<int> AwaitAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken) => await work(cancellationToken);
    }

    internal sealed class DropsTheToken(IBetaFacts facts)
    {
        public async Task<int> Forget(Guid id, CancellationToken cancellationToken) => await facts.CountAsync(id, default);

        public Task<int> Refuse(Guid id, CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? Task.FromResult(0) : facts.CountAsync(id, CancellationToken.None);

        public Task<int> TakesNone(Guid id) => facts.CountAsync(id, default);

        public async Task<int> PassesOn(Guid id, CancellationToken cancellationToken) => await facts.CountAsync(id, cancellationToken);

        public Task<int> PassesOnAtOnce(Guid id, CancellationToken cancellationToken) => facts.CountAsync(id, cancellationToken);
    }

    [Query]
    internal sealed record SaysNothing : IQuery<int>;

    [Mutation, Allow(Role.Client), AllowAnyone]
    internal sealed record SaysTwoThings : ICommand<int>;

    [Allow]
    internal sealed record AllowsNobody : IQuery<int>;

    [Mutation, Allow(Role.Client), FreshProof]
    internal sealed record AsksMoreThanItSays : ICommand<int>;

    [Mutation, Allow(Role.Client, Role.Billing), FreshProof(Role.Billing)]
    internal sealed record AsksOfOne : ICommand<int>;

    [Mutation, Allow(Role.Client)]
    internal sealed record TakesThePassword(string Password) : ICommand<int>;

    [Mutation, AllowSignedIn]
    internal sealed record SavesTwice : ICommand<int>;

    [Mutation, AllowSignedIn]
    internal sealed record SavesInALoop : ICommand<int>;

    [Mutation, AllowSignedIn]
    internal sealed record SavesOnce(int Times) : ICommand<int>;

    [Query, AllowAnyone]
    internal sealed record SavesWhenAsked : IQuery<int>;

    [Query, AllowAnyone]
    internal sealed record OnlyAnswers : IQuery<int>;

    internal sealed class SavesTwiceHandler(DbContext db) : ICommandHandler<SavesTwice, int>
    {
        public async Task<Result<int>> Handle(SavesTwice request, CancellationToken cancellationToken)
        {
            await db.SaveChangesAsync(cancellationToken);
            return await AgainAsync(cancellationToken);
        }

        private async Task<int> AgainAsync(CancellationToken cancellationToken) => await db.SaveChangesAsync(cancellationToken);
    }

    internal sealed class SavesInALoopHandler(DbContext db) : ICommandHandler<SavesInALoop, int>
    {
        public async Task<Result<int>> Handle(SavesInALoop request, CancellationToken cancellationToken)
        {
            for (var time = 0; time < 3; time++)
            {
                await db.SaveChangesAsync(cancellationToken);
            }

            return 3;
        }
    }

    internal sealed class SavesOnceHandler(DbContext db) : ICommandHandler<SavesOnce, int>
    {
        public async Task<Result<int>> Handle(SavesOnce request, CancellationToken cancellationToken)
        {
            var sum = 0;
            for (var time = 0; time < request.Times; time++)
            {
                await Task.Delay(time, cancellationToken);
                sum += time;
            }

            await db.SaveChangesAsync(cancellationToken);
            return sum;
        }
    }

    internal sealed class SavesWhenAskedHandler(Ledger ledger) : IQueryHandler<SavesWhenAsked, int>
    {
        public async Task<Result<int>> Handle(SavesWhenAsked request, CancellationToken cancellationToken) => await ledger.WriteAsync(cancellationToken);
    }

    internal sealed class OnlyAnswersHandler : IQueryHandler<OnlyAnswers, int>
    {
        public Task<Result<int>> Handle(OnlyAnswers request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
    }

    internal sealed class Ledger(DbContext db)
    {
        public Task<int> WriteAsync(CancellationToken cancellationToken) => db.SaveChangesAsync(cancellationToken);
    }

    internal sealed class Asks(IBetaFacts listed, IForgotten unlisted)
    {
        public Task<int> CountAsync(CancellationToken cancellationToken) => listed.CountAsync(Guid.Empty, cancellationToken);

        public Task<bool> IsItAsync(CancellationToken cancellationToken) => unlisted.IsItAsync(Guid.Empty, cancellationToken);
    }
}

namespace Monolith.Beta.Application
{
    internal sealed class AsksBack(IAlphaFacts facts)
    {
        public Task<Fact> GetAsync(CancellationToken cancellationToken) => facts.GetAsync(Guid.Empty, cancellationToken);
    }

    internal sealed class Hears : IListener<SomethingListed>, IListener<SomethingUnlisted>
    {
        public Task HandleAsync(SomethingListed told, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task HandleAsync(SomethingUnlisted told, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
