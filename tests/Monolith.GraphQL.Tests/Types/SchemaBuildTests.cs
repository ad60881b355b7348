using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Types;

public sealed class SchemaBuildTests
{
    [Fact]
    public void Every_fault_is_named_with_its_place()
    {
        var builder = new SchemaBuilder();
        builder.AddType(new ObjectType("Query") { Fields = { new OutputField("a", "Missing"), new OutputField("b", "In"), new OutputField("__c", "Int") } });
        builder.AddType(new InputObjectType("In") { Fields = { new InputField("self", "In!"), new InputField("out", "Query") } });
        builder.AddType(new EnumType("Empty"));
        builder.AddType(new UnionType("U") { Members = { "In" } });
        builder.AddType(new InputObjectType("One") { IsOneOf = true, Fields = { new InputField("a", "Int!") } });

        var fault = Assert.Throws<SchemaException>(builder.Build);

        Assert.Equal(
            ["Empty", "In", "In.out", "One.a", "Query.__c", "Query.a", "Query.b", "U", "U"],
            fault.Faults.Select(f => f.Place).Order(StringComparer.Ordinal));
        Assert.All(fault.Faults, f => Assert.Contains(f.ToString(), fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Int", true)]
    [InlineData("Int!", true)]
    [InlineData("Float", false)]
    [InlineData("[Int]", false)]
    public void An_interface_is_kept_by_a_field_of_its_type_or_a_subtype(string type, bool kept)
    {
        var builder = new SchemaBuilder();
        builder.AddType(new InterfaceType("I") { Fields = { new OutputField("x", "Int") } });
        builder.AddType(new ObjectType("Query") { Implements = { "I" }, Fields = { new OutputField("x", type) } });

        Assert.Equal(kept, Record.Exception(builder.Build) is null);
    }

    [Fact]
    public void A_built_schema_does_not_change()
    {
        var query = new ObjectType("Query") { Fields = { new OutputField("x", "Int") } };
        new SchemaBuilder().AddType(query).Build();

        Assert.Throws<InvalidOperationException>(() => query.Fields.Add(new OutputField("y", "Int")));
    }

    [Fact]
    public void Only_the_scalars_that_are_used_are_in_the_schema()
    {
        var schema = new SchemaBuilder().AddType(new ObjectType("Query") { Fields = { new OutputField("x", "UUID") } }).Build();

        Assert.Equal(["Boolean", "String", "UUID"], schema.Types.OfType<ScalarType>().Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
