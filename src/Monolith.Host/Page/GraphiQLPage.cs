using Microsoft.AspNetCore.StaticFiles;

namespace Monolith.Host.Page;

/// <summary>The GraphiQL page that a browser gets at the GraphQL endpoint, and the files it loads from this host and no other.</summary>
internal static class GraphiQLPage
{
    // The editor writes style elements and data: fonts of its own; everything else comes from this host.
    private const string ContentPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private const string Missing =
        """
        <!doctype html>
        <html lang="en">
          <head><meta charset="utf-8"><title>Monolith – GraphQL</title></head>
          <body>
            <h1>The GraphQL endpoint is here; its page was not built</h1>
            <p>This host was built on a machine without npm. To have the GraphiQL page, install Node.js 20 or newer and build again:</p>
            <pre>dotnet build src/Monolith.Host</pre>
            <p>The endpoint itself works without it: send queries with POST and <code>content-type: application/json</code>.</p>
          </body>
        </html>
        """;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot-graphiql");
    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>Answers with the page, or with how to build it.</summary>
    public static Task WriteAsync(HttpContext context) => WriteAsync(context, Folder);

    /// <summary>Maps <c>/graphql/assets/…</c>: the page's scripts, styles and fonts.</summary>
    public static void MapGraphiQLAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/graphql/assets/{name}", (string name) => Asset(Folder, name));

    internal static async Task WriteAsync(HttpContext context, string folder)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        var index = Path.Combine(folder, "index.html");
        if (File.Exists(index))
        {
            await context.Response.SendFileAsync(index, context.RequestAborted);
        }
        else
        {
            await context.Response.WriteAsync(Missing, context.RequestAborted);
        }
    }

    internal static IResult Asset(string folder, string name)
    {
        var file = Path.Combine(folder, "assets", name);
        return name == Path.GetFileName(name) && File.Exists(file) && Types.TryGetContentType(name, out var type)
            ? Results.File(file, type)
            : Results.NotFound();
    }
}
