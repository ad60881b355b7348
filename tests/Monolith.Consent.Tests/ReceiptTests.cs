using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ReceiptTests
{
    private const ConsentPurpose Sensitive = ConsentPurpose.SensitiveData;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_receipt_verifies_and_names_person_notice_wording_and_event(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        var notice = await consent.DocumentAsync(DocumentKind.Privacy);
        var record = await consent.GrantAsync(client, Sensitive);

        var check = (await consent.Send(new VerifyReceipt(record.Receipt.Text, record.Receipt.Signature, record.Receipt.KeyNumber))).Value;

        Assert.Equal(new ReceiptCheckView(Valid: true, Known: true, record.Id), check);
        using var receipt = JsonDocument.Parse(record.Receipt.Text);
        var root = receipt.RootElement;
        Assert.Equal(client.AccountId, root.GetProperty("pii_principal_id").GetGuid());
        Assert.Equal(notice.Sha256, root.GetProperty("privacy_notice").GetProperty("sha256").GetString());
        var purpose = root.GetProperty("purposes")[0];
        Assert.StartsWith("I consent to CalmAlly", purpose.GetProperty("wording").GetString(), StringComparison.Ordinal);
        Assert.Equal("IN", purpose.GetProperty("jurisdiction").GetString());
        Assert.Contains(purpose.GetProperty("pii_information").EnumerateArray(), i => i.GetProperty("sensitive_pii_category").GetBoolean());
        var happened = root.GetProperty("events")[0];
        Assert.Equal(("consent_given", "TICK"), (happened.GetProperty("event_state").GetString(), happened.GetProperty("affirmative_act").GetString()));
        Assert.Equal(consent.Clock.GetUtcNow(), happened.GetProperty("event_time").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_receipt_is_canonical_and_names_the_one_before_it()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var first = await consent.GrantAsync(client, Sensitive);

        var second = (await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client)).Value.Record!;

        using var receipt = JsonDocument.Parse(second.Receipt.Text);
        Assert.Equal(PolicyVersion.Fingerprint(first.Receipt.Text), receipt.RootElement.GetProperty("previous_receipt_sha256").GetString());
        Assert.Equal(Canonical(receipt.RootElement), second.Receipt.Text);
    }

    [Fact]
    public async Task A_changed_letter_or_another_key_does_not_verify()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var (text, signature, key) = (await consent.GrantAsync(await consent.ARegisteredClientAsync(), Sensitive)).Receipt;
        VerifyReceipt[] forged =
        [
            new(text.Replace("consent_given", "consent_taken", StringComparison.Ordinal), signature, key),
            new(text + " ", signature, key),
            new(text, Convert.ToBase64String(new byte[70]), key),
            new(text, "no base64", key),
            new(text, new string('A', 4000), key),
            new(text, signature, key + 1),
        ];

        foreach (var one in forged)
        {
            Assert.Equal(new ReceiptCheckView(Valid: false, Known: false, null), (await consent.Send(one)).Value);
        }
    }

    [Fact]
    public async Task Old_receipts_verify_after_the_key_was_changed_and_new_ones_are_signed_by_the_new_key()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var old = (await consent.GrantAsync(client, Sensitive)).Receipt;

        var key = (await consent.Send(new RotateReceiptKey(), consent.As(Role.PrivacyOfficer))).Value;
        var fresh = (await consent.GrantAsync(client, ConsentPurpose.Marketing)).Receipt;

        Assert.Equal((1, 2, 2), (old.KeyNumber, key.Number, fresh.KeyNumber));
        Assert.True((await consent.Send(new VerifyReceipt(old.Text, old.Signature, 1))).Value.Valid);
        Assert.True((await consent.Send(new VerifyReceipt(fresh.Text, fresh.Signature, 2))).Value.Valid);
        Assert.Equal([2, 1], (await consent.Send(new ReceiptKeys())).Value.Select(k => k.Number));
    }

    [Fact]
    public async Task The_private_key_lies_sealed()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);

        var stored = await consent.Read<Infrastructure.ConsentDbContext, ReceiptKey>(db => Task.FromResult(db.ReceiptKeys.Single()));

        using var key = ECDsa.Create();
        Assert.Throws<CryptographicException>(() => key.ImportPkcs8PrivateKey(stored.SealedPrivateKey, out _));
    }

    [Fact]
    public async Task A_person_checks_a_receipt_with_openssl_alone()
    {
        if (!File.Exists("/usr/bin/openssl"))
        {
            Repository.SkipOrFail("openssl is not installed.");
        }

        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var receipt = (await consent.GrantAsync(await consent.ARegisteredClientAsync(), Sensitive)).Receipt;
        var key = (await consent.Send(new ReceiptKeys())).Value.Single();
        using var folder = new TempDirectory();
        var cancellationToken = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(folder.PathOf("key.pem"), key.PublicKey, cancellationToken);
        await File.WriteAllBytesAsync(folder.PathOf("receipt.sig"), Convert.FromBase64String(receipt.Signature), cancellationToken);
        await File.WriteAllTextAsync(folder.PathOf("receipt.json"), receipt.Text, cancellationToken);
        Assert.Equal(0, await OpensslAsync(folder.FullName, cancellationToken));

        await File.AppendAllTextAsync(folder.PathOf("receipt.json"), "\n", cancellationToken);
        Assert.NotEqual(0, await OpensslAsync(folder.FullName, cancellationToken));
    }

    private static async Task<int> OpensslAsync(string folder, CancellationToken cancellationToken)
    {
        string[] line = ["dgst", "-sha256", "-verify", "key.pem", "-signature", "receipt.sig", "receipt.json"];
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", line) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    // Written anew, so that the writer's own idea of canonical is not what judges it.
    private static string Canonical(JsonElement element)
    {
        var text = new StringBuilder();
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return text.Append('{').AppendJoin(',', element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"\"{p.Name}\":{Canonical(p.Value)}")).Append('}').ToString();
            case JsonValueKind.Array:
                return text.Append('[').AppendJoin(',', element.EnumerateArray().Select(Canonical)).Append(']').ToString();
            default:
                return element.GetRawText();
        }
    }
}
