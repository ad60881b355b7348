using System.Net;
using System.Net.Sockets;
using Monolith.Host.CommandLine;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

public sealed class OptionTests : IDisposable
{
    private readonly TempDirectory folder = new();

    [Theory]
    [InlineData("--bogus", "monolith: Unrecognized command or argument '--bogus'. (--help lists the options)")]
    [InlineData("dance", "monolith: Unrecognized command or argument 'dance'. (--help lists the options)")]
    [InlineData("--profile", "monolith: Required argument missing for option: '--profile'. (--help lists the options)")]
    [InlineData("--profile nobody", "monolith: --profile: there is no profile 'nobody'; there are alopal, calmally, helpu, o7therapy, onetoonehelp")]
    [InlineData("--profile ../calmally", "monolith: --profile: there is no profile '../calmally'; there are alopal, calmally, helpu, o7therapy, onetoonehelp")]
    [InlineData("--urls localhost", "monolith: --urls: 'localhost' is not an address such as http://127.0.0.1:8080")]
    [InlineData("--urls http://127.0.0.1:1/graphql", "monolith: --urls: 'http://127.0.0.1:1/graphql' is not an address such as http://127.0.0.1:8080")]
    [InlineData("--urls ;", "monolith: --urls: '' is not an address such as http://127.0.0.1:8080")]
    [InlineData("--urls ftp://127.0.0.1", "monolith: --urls: 'ftp://127.0.0.1' is not an address such as http://127.0.0.1:8080")]
    [InlineData("--smtp mail", "monolith: --smtp: 'mail' is not host:port")]
    [InlineData("--smtp mail:70000", "monolith: --smtp: 'mail:70000' is not host:port")]
    [InlineData("serve --smtp :25", "monolith: --smtp: ':25' is not host:port")]
    [InlineData("--vendors Mixpanel=https://a.example/", "monolith: --vendors: the profile has no vendor of analytics or advertising 'Mixpanel'; it has Analytics")]
    [InlineData("--vendors Analytics", "monolith: --vendors: the address of 'Analytics' is not an https address")]
    [InlineData("--vendors Analytics=http://a.example/?key=canary-7", "monolith: --vendors: the address of 'Analytics' is not an https address")]
    [InlineData("--vendors Analytics=http://127.0.0.1/", "monolith: --vendors: the address of 'Analytics' is not an https address")]
    [InlineData("--stores database", "monolith: --stores: 'database' is not a store with its country, such as database=IN")]
    [InlineData("--stores database=India", "monolith: --stores: 'database=India' is not a store with its country, such as database=IN")]
    [InlineData("--stores data=IN,data=SG", "monolith: --stores: 'data=SG' is not a store with its country, such as database=IN")]
    [InlineData("--sites http://example.org", "monolith: --sites: 'http://example.org' is not an address such as https://example.org, or is not below the first one")]
    [InlineData("--sites https://example.org,https://example.com", "monolith: --sites: 'https://example.com' is not an address such as https://example.org, or is not below the first one")]
    [InlineData("--sites https://example.org/app", "monolith: --sites: 'https://example.org/app' is not an address such as https://example.org, or is not below the first one")]
    [InlineData("--partners nowhere.json", "monolith: --partners: nowhere.json: cannot be read")]
    [InlineData("--places nowhere.csv", "monolith: --places: nowhere.csv: cannot be read")]
    [InlineData("--data /dev/null/x", "monolith: --data: '/dev/null/x' is not a folder that can be written")]
    public async Task A_bad_option_is_refused_in_one_line_with_code_2(string arguments, string line) =>
        await IsRefusedAsync(line, arguments.Split(' '));

    [Theory]
    [InlineData("Host=db;Password=canary-7")]
    [InlineData("Nonsense=canary-7")]
    public async Task A_bad_connection_string_is_not_repeated(string connection) =>
        await IsRefusedAsync("monolith: --database: is not a PostgreSQL connection string such as Host=db;Database=monolith;Username=monolith", ["--database", connection]);

    [Theory]
    [InlineData("MONOLITH_URLS", "x", "monolith: MONOLITH_URLS: 'x' is not an address such as http://127.0.0.1:8080")]
    [InlineData("MONOLITH_PROFILE", "x", "monolith: MONOLITH_PROFILE: there is no profile 'x'; there are alopal, calmally, helpu, o7therapy, onetoonehelp")]
    [InlineData("MONOLITH_SMTP", "x", "monolith: MONOLITH_SMTP: 'x' is not host:port")]
    [InlineData("MONOLITH_DATABASE", "x", "monolith: MONOLITH_DATABASE: is not a PostgreSQL connection string such as Host=db;Database=monolith;Username=monolith")]
    [InlineData("MONOLITH_DATA", "/dev/null/x", "monolith: MONOLITH_DATA: '/dev/null/x' is not a folder that can be written")]
    [InlineData("MONOLITH_TESTING", "perhaps", "monolith: MONOLITH_TESTING: must be true or false")]
    [InlineData("MONOLITH_UNSAFE_DURABILITY", "perhaps", "monolith: MONOLITH_UNSAFE_DURABILITY: must be true or false")]
    public async Task A_bad_variable_is_refused_under_its_own_name(string variable, string value, string line) =>
        await IsRefusedAsync(line, [], (variable, value));

    [Theory]
    [InlineData("--testing", "ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("--testing", "ASPNETCORE_ENVIRONMENT", "production")]
    [InlineData("--testing", "DOTNET_ENVIRONMENT", "Production")]
    public async Task Testing_is_refused_in_Production(string option, string variable, string value) =>
        await IsRefusedAsync("monolith: --testing: is refused when the environment is Production", [option], (variable, value));

    [Fact]
    public async Task A_port_in_use_is_refused_in_one_line_with_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        await IsRefusedAsync($"monolith: --urls: {url} is in use", ["--urls", url, "--data", folder.FullName]);
    }

    [Fact]
    public async Task An_https_address_without_a_certificate_says_what_to_set() =>
        await IsRefusedAsync("monolith: --urls: https://127.0.0.1:0 needs a certificate; set Kestrel__Certificates__Default__Path", ["--urls", "https://127.0.0.1:0", "--data", folder.FullName]);

    [Fact]
    public async Task A_broken_profile_file_has_a_line_for_each_fault()
    {
        var file = folder.PathOf("mine.json");
        await File.WriteAllTextAsync(file, "{ \"platform\": {}, \"grievance\": 1 }", TestContext.Current.CancellationToken);

        var (code, lines) = await RunAsync(["--profile", file]);

        Assert.Equal(2, code);
        Assert.Contains($"monolith: {file}: platform.profile: is missing", lines);
        Assert.Contains($"monolith: {file}: grievance: must be an object", lines);
        Assert.All(lines, line => Assert.StartsWith($"monolith: {file}: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_option_wins_over_its_variable_and_a_variable_over_the_default()
    {
        var read = Read(["--profile", "helpu", "--data", folder.PathOf("a")], ("MONOLITH_PROFILE", "alopal"), ("MONOLITH_URLS", "http://[::1]:1; http://a:2"));

        Assert.Equal("helpu", read.Profile.Key);
        Assert.Equal(["http://[::1]:1", "http://a:2"], read.Urls);
        Assert.False(read.Testing);
        Assert.Null(read.Database);
    }

    [Fact]
    public void Without_options_the_defaults_hold()
    {
        var read = Read(["--data", folder.FullName]);

        Assert.Equal("calmally", read.Profile.Key);
        Assert.Equal(["http://127.0.0.1:8080"], read.Urls);
        Assert.Equal("Production", read.EnvironmentName);
        Assert.Null(read.Smtp);
        Assert.False(read.UnsafeDurability);
    }

    [Fact]
    public void A_flag_is_set_by_option_or_by_variable()
    {
        Assert.True(Read(["--testing", "--data", folder.FullName]).Testing);
        Assert.True(Read(["--data", folder.FullName], ("MONOLITH_UNSAFE_DURABILITY", "1")).UnsafeDurability);
        Assert.False(Read(["--testing", "false", "--data", folder.FullName], ("MONOLITH_TESTING", "true")).Testing);
    }

    [Fact]
    public void A_mail_server_is_read_as_host_and_port() =>
        Assert.Equal(new MailRelay("mail.example", 587), Read(["--smtp", "mail.example:587", "--data", folder.FullName]).Smtp);

    public void Dispose() => folder.Dispose();

    private static async Task IsRefusedAsync(string line, string[] arguments, params (string Name, string Value)[] variables)
    {
        var (code, lines) = await RunAsync(arguments, variables);

        Assert.Equal([line], lines);
        Assert.Equal(2, code);
    }

    private static HostOptions Read(string[] arguments, params (string Name, string Value)[] variables) =>
        OptionReading.Read(new AskedFor(HostCommand.Parse(arguments), Environment(variables)));

    private static async Task<(int Code, string[] Lines)> RunAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        using var errors = new StringWriter();
        var code = await HostCommand.RunAsync(arguments, Environment(variables), errors, TestContext.Current.CancellationToken);
        return (code, errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Func<string, string?> Environment((string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(v => v.Name == name).Value;
}
