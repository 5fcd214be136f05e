using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>A copy of infra/, for commands of the Bicep CLI that write beside what they read.</summary>
internal sealed class InfraCopy : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public InfraCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("infra"), "*", SearchOption.AllDirectories))
        {
            var copy = PathOf(Path.GetRelativePath(Repository.PathOf("infra"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string PathOf(string name) => Path.Combine(_directory.Path, name);

    public Task<string> ReadAsync(string name) => File.ReadAllTextAsync(PathOf(name), TestContext.Current.CancellationToken);

    public void Dispose() => _directory.Dispose();
}
