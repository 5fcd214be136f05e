namespace BotGateway.LocalHost;

/// <summary>The source tree that the running binaries were built in.</summary>
internal static class Checkout
{
    /// <returns>The folder of FunctionApp.sln; null if the binaries are outside a checkout.</returns>
    public static string? Find(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
