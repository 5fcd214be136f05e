namespace BotGateway.WebConsole;

/// <summary>A file of the console, as it is embedded in this assembly.</summary>
internal sealed record ConsoleFile(string Path, string ContentType, byte[] Content)
{
    public const string StartPage = "index.html";

    /// <summary>Nothing from elsewhere, and nothing in line: what a client has written can never run here.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Folder = "WebConsole/";

    public static IReadOnlyList<ConsoleFile> All { get; } =
    [
        .. typeof(ConsoleFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => new ConsoleFile(name[Folder.Length..].Replace('\\', '/'), ContentTypeOf(name), Read(name))),
    ];

    private static string ContentTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(ConsoleFile).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
