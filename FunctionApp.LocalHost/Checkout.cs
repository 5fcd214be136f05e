namespace BotGateway.LocalHost;

/// <summary>The source tree that the running binaries were built in.</summary>
internal static class Checkout
{
    /// <summary>Looks for the folder of FunctionApp.sln.</summary>
    /// <param name="start">The folder to start from, upwards.</param>
    /// <returns>The folder's absolute path, or null where the binaries have left their source tree.</returns>
    public static string? Find(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
