using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Monolith.Host.Health;
using Monolith.Host.Http;
using Monolith.Host.Page;
using Monolith.Host.Storage;
using ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders;

namespace Monolith.Host;

/// <summary>Builds and starts the web application; tests do the same in process.</summary>
internal static class HostApplication
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(25);

    /// <summary>The whole application, not started.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="adjust">Called last on the builder; for tests.</param>
    public static WebApplication Build(HostOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Monolith.Host",
            EnvironmentName = options.EnvironmentName,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls([.. options.Urls]).ConfigureKestrel(Limit);
        builder.Host.UseDefaultServiceProvider(o => o.ValidateScopes = o.ValidateOnBuild = true);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = LongestStop);
        builder.Services.AddSingleton(options).AddSingleton(options.Profile).AddSingleton<Readiness>().AddHostedService<Drain>();
        Log(builder.Logging);
        Composition.AddMonolith(builder, options);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<FirstModel>().Begin();
        Believe(app, options.Proxies);
        app.UseMiddleware<SecurityHeaders>();
        Encrypt(app, options);
        app.UseMiddleware<OneBodyLength>();
        app.UseExceptionHandler(UnexpectedFault.Handling);
        app.UseRouting();
        app.MapHealth();
        app.MapGraphiQLAssets();
        Composition.MapMonolith(app, options);
        return app;
    }

    /// <summary>Prepares the database, then listens.</summary>
    /// <exception cref="StartRefusedException">A step of the start refused, or an address cannot be listened on.</exception>
    public static async Task StartAsync(WebApplication app, HostOptions options, CancellationToken cancellationToken)
    {
        await Composition.PrepareAsync(app, options, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartRefusedException($"--urls: {Listed(options)} is in use", e);
        }
        catch (SocketException e)
        {
            throw new StartRefusedException($"--urls: {Listed(options)} cannot be listened on: {e.SocketErrorCode}", e);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("HTTPS", StringComparison.Ordinal))
        {
            throw new StartRefusedException($"--urls: {Listed(options)} needs a certificate; set Kestrel__Certificates__Default__Path", e);
        }
    }

    private static void Encrypt(WebApplication app, HostOptions options)
    {
        if (options.Profile.Settings.GetProperty("accounts").GetProperty("transport").GetProperty("httpsOnly").GetBoolean())
        {
            app.UseMiddleware<TlsOnly>();
        }
    }

    private static void Believe(WebApplication app, IReadOnlyList<IPNetwork> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }

    private static string Listed(HostOptions options) => string.Join(' ', options.Urls);

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 10_000;
    }

    private static void Log(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(o => o.FormatterName = JsonLines.FormatterName).AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        // A broken constraint is an answer here, not a fault; what is a fault is logged by whoever does not expect it.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        // It writes whole addresses, and with them whatever was asked for in one (R83).
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
