using BotGateway.LocalHost;

namespace BotGateway.Tests.Documents;

/// <summary>The files of the source tree that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Checkout.Find(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("These tests read the source tree, and the binaries have left it.");

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static string Read(string name) => File.ReadAllText(PathOf(name));
}
