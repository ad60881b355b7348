using Microsoft.EntityFrameworkCore;
using Monolith.Alpha.Contracts;
using Monolith.Beta.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Alpha.Domain
{
    internal sealed class KnowsTheDatabase(DbContext db)
    {
        public string? Provider => db.Database.ProviderName;
    }

    internal sealed class AsksItsNeighbour(IBetaFacts facts)
    {
        public Task<int> CountAsync(CancellationToken cancellationToken) => facts.CountAsync(Guid.Empty, cancellationToken);
    }

    internal sealed class KnowsWhatItMay(Guid id)
    {
        public Result<Fact> Decide(Shade shade, DateTime now) => shade is Shade.Dark ? new WellKnown() : new Fact(id, shade, null, now, []);
    }

    internal sealed class OpenAggregate : Entity
    {
        public int Weight = 1;

        public int Colour { get; set; }

        public int Closed { get; private set; }

        public int Born { get; init; }

        public void Close() => Closed++;
    }

    internal sealed class Confession : Entity, IPersonal
    {
        public Guid SubjectId { get; init; }

        public string Words { get; private set; } = string.Empty;

        public string Colour { get; private set; } = string.Empty;

        public string Currency { get; private set; } = string.Empty;

        public DateOnly BornOn { get; private set; }

        public Sealed<string> Heard { get; private set; } = Sealed.Of(string.Empty);

        public Whisper? Inner { get; private set; }

        public string Shown => $"{Words.Length} words";
    }

    internal sealed class ErasureRecord;

    internal sealed class Whisper
    {
        public string Loudness { get; private set; } = string.Empty;
    }

    internal class OpenType;

    internal sealed record WellKnown() : Refusal("Known.");

    internal sealed record NeverAnswered() : Refusal("Never.");

    internal sealed record NeverTested() : Refusal("Never.");

    internal sealed record NeverDocumented() : Refusal("Never.");

    internal sealed record SameCode() : Refusal("Same.");
}

namespace Monolith.Beta.Domain
{
    internal sealed record SameCode() : Refusal("Same.");
}
