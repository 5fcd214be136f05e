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

    /// <param name="gateway">Null for a program that calls none.</param>
    public static Task<ProcessResult> RunAsync(string folder, Gateway? gateway, string program, params string[] arguments)
    {
        var file = program == "npm" && OperatingSystem.IsWindows() ? "npm.cmd" : program;
        return AppProcess.RunAsync(file, arguments, SetVariables, folder, cancellationToken: TestContext.Current.CancellationToken);

        void SetVariables(IDictionary<string, string?> variables)
        {
            if (gateway is null)
                return;
            variables["GATEWAY_URL"] = new Uri(gateway.Http.BaseAddress!, "lambda").AbsoluteUri;
            variables["KEYS"] = Path.Combine(gateway.DataDirectory, "keys");
            variables["PART_BYTES"] = "5000";
        }
    }

    [GeneratedRegex(@"<!-- A test runs this block as it is\. -->\n```\w+\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
