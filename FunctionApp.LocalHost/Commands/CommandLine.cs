namespace BotGateway.LocalHost.Commands;

/// <summary>Command lines to copy.</summary>
internal static class CommandLine
{
    /// <summary>The command that runs LocalHost from the working directory.</summary>
    public static string Of(string command, string dataDirectory)
    {
        var checkout = Checkout.Find(AppContext.BaseDirectory);
        var run = checkout is null
            ? $"dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "FunctionApp.LocalHost.dll"))}"
            : $"dotnet run --project {Quote(FromHere(Path.Combine(checkout, "FunctionApp.LocalHost")))} --";
        var data = dataDirectory == Path.GetFullPath(".local") ? "" : $" --data {Quote(dataDirectory)}";
        return $"{run} {command}{data}";
    }

    private static string FromHere(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);

    private static string Quote(string path) => path.Contains(' ') ? $"\"{path}\"" : path;
}
