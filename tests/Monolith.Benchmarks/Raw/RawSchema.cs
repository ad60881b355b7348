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
        Leaf<MessageRow>(builder.Object("Message"), "id", "ID!", (m, w) => w.WriteAscii(m.Id));
        return builder.Build();
    }

    private sealed record MessageRow(long Id);

    private static void Therapists(SchemaBuilder builder, RawStore store)
    {
        var one = builder.Object("Therapist");
        Leaf<TherapistRow>(one, "id", "ID!", (t, w) => w.WriteAscii(t.Id));
        Leaf<TherapistRow>(one, "name", "String!", (t, w) => w.WriteString(t.Name));
        Leaf<TherapistRow>(one, "bio", "String!", (t, w) => w.WriteString(t.Bio));
        Leaf<TherapistRow>(one, "city", "String!", (t, w) => w.WriteString(t.City));
        Leaf<TherapistRow>(one, "rate", "Int!", (t, w) => w.WriteNumber(t.Rate));
        Leaf<TherapistRow>(one, "verified", "Boolean!", (t, w) => w.WriteBoolean(t.Verified));

        var summary = builder.Object("TherapistSummary");
        Leaf<RawRow>(summary, "id", "ID!", (t, w) => w.WriteAscii(t.Long(0)));
        Leaf<RawRow>(summary, "name", "String!", (t, w) => t.Text(1, w));
        Leaf<RawRow>(summary, "bio", "String!", (t, w) => t.Text(2, w));
        Specialisations(summary, store, id => (long)id).Keep = row => ((RawRow)row).Long(0);

        var entry = builder.Object("TherapistEntry");
        Leaf<RawRow>(entry, "id", "ID!", (t, w) => w.WriteAscii(t.Long(0)));
        Leaf<RawRow>(entry, "name", "String!", (t, w) => t.Text(1, w));
        Leaf<RawRow>(entry, "city", "String!", (t, w) => t.Text(2, w));
        Leaf<RawRow>(entry, "rate", "Int!", (t, w) => w.WriteNumber(t.Long(3)));

        var provider = builder.Object("Provider");
        Leaf<Provider>(provider, "id", "ID!", (t, w) => w.WriteAscii(t.Id));
        Leaf<Provider>(provider, "name", "String!", (t, w) => w.WriteString(t.Name));
        Specialisations(provider, store, p => ((Provider)p).Id);

        Leaf<string>(builder.Object("Specialisation"), "name", "String!", (name, w) => w.WriteString(name));
    }

    private static void Clients(SchemaBuilder builder, RawStore store)
    {
        var client = builder.Object("Client");
        Leaf<ClientRow>(client, "id", "ID!", (c, w) => w.WriteAscii(c.Id));
        Leaf<ClientRow>(client, "nickname", "String!", (c, w) => w.WriteString(c.Nickname));
        Root(client, "appointments", "[Appointment!]!", "first: Int!", async c => await store.AppointmentsAsync(((ClientRow)c.Parent).Id, c.Argument<int>("first"), c.RequestAborted));

        var appointment = builder.Object("Appointment");
        Leaf<AppointmentRow>(appointment, "id", "ID!", (a, w) => w.WriteAscii(a.Id));
        Leaf<AppointmentRow>(appointment, "startsAt", "String!", (a, w) => w.WriteString(a.StartsAt));
        Leaf<AppointmentRow>(appointment, "minutes", "Int!", (a, w) => w.WriteNumber(a.Minutes));
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

    private static void Leaf<T>(ObjectType type, string name, string answer, Action<T, ResultWriter> write) =>
        type.Fields.Add(new OutputField(name, answer)
        {
            Direct = (parent, writer) =>
            {
                write((T)parent, writer);
                return true;
            },
        });

    private static long IdOf(ResolverContext context, int argument) => long.Parse((string)context.Arguments.Raw(argument)!, NumberStyles.None, CultureInfo.InvariantCulture);
}
