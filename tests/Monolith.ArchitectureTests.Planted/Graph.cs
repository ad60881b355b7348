using MediatR;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;

namespace Monolith.Alpha.Graph
{
    internal sealed class ReachesTheTables(DbContext db)
    {
        public Task<int> CountAsync(CancellationToken cancellationToken) => db.Set<object>().CountAsync(cancellationToken);
    }

    internal sealed class SendsAQuery(IMediator mediator)
    {
        public Task<Result<int>> CountAsync(CancellationToken cancellationToken) => mediator.Send(new Application.OnlyAnswers(), cancellationToken);
    }
}

namespace Monolith.Alpha.Infrastructure
{
    internal sealed class ReadsItsNeighboursTable
    {
        public string Sql => "SELECT count(*) FROM beta_thing WHERE colour = 'from alpha_colour'";
    }

    internal sealed class ReadsItsOwn
    {
        public string Sql => "SELECT count(*) FROM alpha_thing WHERE on_beta_day = 1";
    }
}
