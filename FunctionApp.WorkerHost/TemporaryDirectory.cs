namespace BotGateway.WorkerHost;

/// <summary>An empty directory, which is deleted with all that is in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bot-gateway-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
