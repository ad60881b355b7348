using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Storage;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Application;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Infrastructure;

/// <summary>The appointments of a person, past Entity Framework (<see cref="DirectReads"/>).</summary>
internal sealed class AppointmentRows(DirectReads reads)
{
    private const string Columns = "SELECT id, client_id, therapist_id, starts_at, ends_at, channel, state, cancelled_at FROM therapy.appointment WHERE ";
    private const string OfClient = Columns + "client_id = $1";
    private const string OfTherapist = Columns + "therapist_id = $1";
    private const string After = " AND id > $2 ORDER BY id LIMIT $3";
    private const string Before = " AND id < $2 ORDER BY id DESC LIMIT $3";
    private static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>The rows of the page and one more, in the direction of paging. A therapist's are those with clients, a client's those with therapists.</summary>
    public ValueTask<List<AppointmentView>> SliceAsync(Guid personId, Role role, PageArguments page, CancellationToken cancellationToken)
    {
        var statement = (role is Role.Therapist, page.IsForward) switch
        {
            (true, true) => OfTherapist + After,
            (true, false) => OfTherapist + Before,
            (false, true) => OfClient + After,
            (false, false) => OfClient + Before,
        };
        return reads.ReadAsync(statement, [personId, Keyset.FromOf(page) ?? (page.IsForward ? Guid.Empty : Last), page.Size + 1], Read, cancellationToken);
    }

    private static AppointmentView Read(StoredRow row) => new(
        row.Id(0), row.Id(1), row.Id(2), row.At(3)!.Value, row.At(4)!.Value, row.Word<SessionChannel>(5), row.Word<AppointmentState>(6), row.At(7));
}
