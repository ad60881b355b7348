using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class PersistedDocumentTests
{
    private const string Document = "{ __typename }";

    [Fact]
    public async Task A_document_that_was_sent_once_with_its_hash_is_known_by_it_afterwards()
    {
        var server = new SampleServer();

        var first = await Ask(server, null, Automatic(Document));
        var second = await Ask(server, Document, Automatic(Document));
        var third = await Ask(server, null, Automatic(Document));

        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", first);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", second);
        Assert.Equal(second, third);
    }

    [Fact]
    public async Task A_document_with_the_hash_of_another_is_refused_and_not_remembered()
    {
        var server = new SampleServer();

        var poisoned = await Ask(server, "{ authors { name } }", Automatic(Document));
        var after = await Ask(server, null, Automatic(Document));

        Assert.Contains("PERSISTED_QUERY_HASH_MISMATCH", poisoned, StringComparison.Ordinal);
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"persistedQuery":{"version":2,"sha256Hash":"HASH"}}""")]
    [InlineData("""{"persistedQuery":{"version":1,"sha256Hash":"abc"}}""")]
    [InlineData("""{"persistedQuery":{"version":1,"sha256Hash":7}}""")]
    [InlineData("""{"persistedQuery":{"version":1}}""")]
    [InlineData("""{"persistedQuery":null}""")]
    [InlineData("""{"persistedQuery":[]}""")]
    public async Task What_is_no_hash_of_version_1_is_refused(string extensions) =>
        Assert.Contains("BAD_REQUEST", await Ask(new SampleServer(), Document, extensions.Replace("HASH", Hash(Document), StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public async Task Where_automatic_documents_are_off_the_client_is_told()
    {
        var server = new SampleServer(new RequestExecutorOptions { Persisted = new PersistedDocumentOptions { Automatic = false } });
        await Ask(server, Document);

        Assert.Contains("PERSISTED_QUERY_NOT_SUPPORTED", await Ask(server, null, Automatic(Document)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_trusted_documents_are_executed_where_nothing_else_is_allowed()
    {
        var persisted = new PersistedDocumentOptions { Trusted = TrustedDocuments.Of([Document]), OnlyTrusted = true };
        var server = new SampleServer(new RequestExecutorOptions { Persisted = persisted });

        Assert.Contains("Query", await Ask(server, null, id: Hash(Document)), StringComparison.Ordinal);
        Assert.Contains("Query", await Ask(server, null, id: "sha256:" + Hash(Document).ToUpperInvariant()), StringComparison.Ordinal);
        Assert.Contains("Query", await Ask(server, null, Automatic(Document)), StringComparison.Ordinal);
        Assert.Contains("Query", await Ask(server, Document), StringComparison.Ordinal);
        Assert.Contains("DOCUMENT_NOT_TRUSTED", await Ask(server, Document + " "), StringComparison.Ordinal);
        Assert.Contains("DOCUMENT_NOT_TRUSTED", await Ask(server, Document + " ", Automatic(Document + " ")), StringComparison.Ordinal);
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Ask(server, null, id: Hash("{ x }")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_document_is_known_by_its_id_beside_others()
    {
        var persisted = new PersistedDocumentOptions { Trusted = TrustedDocuments.Of([Document]) };
        var server = new SampleServer(new RequestExecutorOptions { Persisted = persisted });

        Assert.Contains("Query", await Ask(server, null, id: Hash(Document)), StringComparison.Ordinal);
        Assert.Contains("Query", await Ask(server, "query X { __typename }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"HASH":"{ __typename }"}""")]
    [InlineData("""{"sha256:HASH":"{ __typename }"}""")]
    [InlineData("""{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"HASH","name":"X","type":"query","body":"{ __typename }"}]}""")]
    public void A_manifest_is_read_in_the_forms_that_tools_write(string manifest) =>
        Assert.Equal(1, WithFile(manifest.Replace("HASH", Hash(Document), StringComparison.Ordinal), TrustedDocuments.Load).Count);

    [Theory]
    [InlineData("""{"abc":"{ __typename }"}""")]
    [InlineData("""{"operations":[{"id":"HASH"}]}""")]
    [InlineData("""{"HASH":7}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_manifest_that_is_not_right_is_refused_by_name(string manifest)
    {
        var fault = Assert.Throws<InvalidDataException>(() => WithFile(manifest.Replace("HASH", Hash(Document), StringComparison.Ordinal), TrustedDocuments.Load));

        Assert.Contains("manifest.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_holds_one_document_a_file() =>
        Assert.Equal(1, WithFile(Document, path =>
        {
            File.Move(path, Path.ChangeExtension(path, ".graphql"));
            return TrustedDocuments.Load(Path.GetDirectoryName(path)!);
        }).Count);

    private static T WithFile<T>(string text, Func<string, T> use)
    {
        var folder = Directory.CreateTempSubdirectory("trusted-");
        try
        {
            var path = Path.Combine(folder.FullName, "manifest.json");
            File.WriteAllText(path, text);
            return use(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string Automatic(string document) => $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash(document)}}}"}}""";

    private static async Task<string> Ask(SampleServer server, string? document, string? extensions = null, string? id = null)
    {
        using var json = JsonDocument.Parse(extensions ?? "null");
        return (await server.Ask(new GraphQLRequest
        {
            Query = Encoding.UTF8.GetBytes(document ?? ""),
            DocumentId = id,
            Extensions = extensions is null ? default : json.RootElement,
        })).ToJsonString();
    }
}
