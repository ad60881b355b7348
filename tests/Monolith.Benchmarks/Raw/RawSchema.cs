using System.Globalization;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.Benchmarks.Raw;

/// <summary>The work set as a schema without annotations, over <see cref="RawStore"/>: what the server itself costs.</summary>
internal static class RawSchema
{
    internal sealed record Provider(long Id, string Name);

    internal sealed record ClientRow(long Id, string Nickname);

    public static Schema Build(RawStore store)
    {
        var builder = new SchemaBuilder();
        Therapists(builder, store);
        Clients(builder, store);
        var query = builder.Object("Query");
        Root(query, "therapist", "Therapist", "id: ID!", async c => await store.TherapistAsync(IdOf(c, 0), c.RequestAborted));
        Root(query, "therapists", "[TherapistSummary!]!", "first: Int!", c => new(store.PageAsync(100, c.Argument<int>("first"), c.RequestAborted)));
        Root(query, "entries", "[TherapistEntry!]!", "first: Int!", c => new(store.ManyAsync(100, c.Argument<int>("first"), c.RequestAborted)));
        Root(query, "client", "Client", "id: ID!", async c => await store.ClientAsync(IdOf(c, 0), c.RequestAborted) is { } name ? new ClientRow(IdOf(c, 0), name) : null);
        var mutation = builder.Object("Mutation");
        var send = Root(mutation, "sendMessage", "Message!", "clientId: ID!", async c => new MessageRow(await store.InsertAsync(IdOf(c, 0), c.Argument<string>("text"), c.RequestAborted)));
        send.Arguments.Add(new Argument("text", "String!"));
        Leaf(builder.Object("Message"), "id", "ID!", static (m, w) => w.WriteAscii(((MessageRow)m).Id));
        return builder.Build();
    }

    private sealed record MessageRow(long Id);

    private static void Therapists(SchemaBuilder builder, RawStore store)
    {
        var one = builder.Object("Therapist");
        Leaf(one, "id", "ID!", static (t, w) => w.WriteAscii(((TherapistRow)t).Id));
        Leaf(one, "name", "String!", static (t, w) => w.WriteString(((TherapistRow)t).Name));
        Leaf(one, "bio", "String!", static (t, w) => w.WriteString(((TherapistRow)t).Bio));
        Leaf(one, "city", "String!", static (t, w) => w.WriteString(((TherapistRow)t).City));
        Leaf(one, "rate", "Int!", static (t, w) => w.WriteNumber(((TherapistRow)t).Rate));
        Leaf(one, "verified", "Boolean!", static (t, w) => w.WriteBoolean(((TherapistRow)t).Verified));

        var summary = builder.Object("TherapistSummary");
        Leaf(summary, "id", "ID!", static (t, w) => w.WriteAscii(((RawRow)t).Long(0)));
        Leaf(summary, "name", "String!", static (t, w) => ((RawRow)t).Text(1, w));
        Leaf(summary, "bio", "String!", static (t, w) => ((RawRow)t).Text(2, w));
        Specialisations(summary, store, id => (long)id).Keep = row => ((RawRow)row).Long(0);

        var entry = builder.Object("TherapistEntry");
        Leaf(entry, "id", "ID!", static (t, w) => w.WriteAscii(((RawRow)t).Long(0)));
        Leaf(entry, "name", "String!", static (t, w) => ((RawRow)t).Text(1, w));
        Leaf(entry, "city", "String!", static (t, w) => ((RawRow)t).Text(2, w));
        Leaf(entry, "rate", "Int!", static (t, w) => w.WriteNumber(((RawRow)t).Long(3)));

        var provider = builder.Object("Provider");
        Leaf(provider, "id", "ID!", static (t, w) => w.WriteAscii(((Provider)t).Id));
        Leaf(provider, "name", "String!", static (t, w) => w.WriteString(((Provider)t).Name));
        Specialisations(provider, store, p => ((Provider)p).Id);

        Leaf(builder.Object("Specialisation"), "name", "String!", static (name, w) => w.WriteString((string)name));
    }

    private static void Clients(SchemaBuilder builder, RawStore store)
    {
        var client = builder.Object("Client");
        Leaf(client, "id", "ID!", static (c, w) => w.WriteAscii(((ClientRow)c).Id));
        Leaf(client, "nickname", "String!", static (c, w) => w.WriteString(((ClientRow)c).Nickname));
        Root(client, "appointments", "[Appointment!]!", "first: Int!", async c => await store.AppointmentsAsync(((ClientRow)c.Parent).Id, c.Argument<int>("first"), c.RequestAborted));

        var appointment = builder.Object("Appointment");
        Leaf(appointment, "id", "ID!", static (a, w) => w.WriteAscii(((AppointmentRow)a).Id));
        Leaf(appointment, "startsAt", "String!", static (a, w) => w.WriteString(((AppointmentRow)a).StartsAt));
        Leaf(appointment, "minutes", "Int!", static (a, w) => w.WriteNumber(((AppointmentRow)a).Minutes));
        appointment.Fields.Add(new OutputField("therapist", "Provider!")
        {
            MayBeStub = false,
            ResolveBatch = async batch =>
            {
                var ids = Ids(batch.Parents, a => ((AppointmentRow)a).TherapistId);
                var names = await store.NamesAsync(ids, batch.RequestAborted);
                var providers = new object?[ids.Length];
                for (var i = 0; i < ids.Length; i++)
                {
                    providers[i] = names.TryGetValue(ids[i], out var name) ? new Provider(ids[i], name) : null;
                }

                return providers;
            },
        });
    }

    private static OutputField Specialisations(ObjectType type, RawStore store, Func<object, long> idOf)
    {
        var field = new OutputField("specialisations", "[Specialisation!]!")
        {
            MayBeStub = false,
            ResolveBatch = async batch => await store.SpecialisationsAsync(Ids(batch.Parents, idOf), batch.RequestAborted),
        };
        type.Fields.Add(field);
        return field;
    }

    private static long[] Ids(IReadOnlyList<object> parents, Func<object, long> idOf)
    {
        var ids = new long[parents.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = idOf(parents[i]);
        }

        return ids;
    }

    private static OutputField Root(ObjectType type, string name, string answer, string argument, Func<ResolverContext, ValueTask<object?>> resolve)
    {
        var field = new OutputField(name, answer) { Resolve = resolve, MayBeStub = false };
        field.Arguments.Add(new Argument(argument.Split(':')[0], argument.Split(": ")[1]));
        type.Fields.Add(field);
        return field;
    }

    private static void Leaf(ObjectType type, string name, string answer, Action<object, ResultWriter> write) =>
        type.Fields.Add(new OutputField(name, answer) { Direct = write });

    private static long IdOf(ResolverContext context, int argument) => long.Parse((string)context.Arguments.Raw(argument)!, NumberStyles.None, CultureInfo.InvariantCulture);
}
