namespace BotGateway.Tests.LocalHost;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bot-gateway-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
