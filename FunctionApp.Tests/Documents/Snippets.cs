using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

/// <summary>The programs of the documents, and how they are run.</summary>
internal static partial class Snippets
{
    /// <summary>The block that is to be saved under a name.</summary>
    public static string Read(string page, string name)
    {
        var text = Repository.Read(page);
        return Block().Match(text, text.IndexOf($"`{name}`", StringComparison.Ordinal)).Groups["code"].Value;
    }

    /// <summary>Runs a program, which finds the gateway as the documents say.</summary>
    /// <param name="gateway">Null for a program that calls none.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, Gateway? gateway, string program, params string[] arguments)
    {
        var file = program == "npm" && OperatingSystem.IsWindows() ? "npm.cmd" : program;
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (gateway is not null)
        {
            start.Environment["GATEWAY_URL"] = new Uri(gateway.Http.BaseAddress!, "lambda").AbsoluteUri;
            start.Environment["KEYS"] = Path.Combine(gateway.DataDirectory, "keys");
            start.Environment["PART_BYTES"] = "5000";
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex(@"<!-- A test runs this block as it is\. -->\n```\w+\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
