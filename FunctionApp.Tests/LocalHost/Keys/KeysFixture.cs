using System.CommandLine;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using BotGateway.LocalHost.Commands;
using BotGateway.LocalHost.Commands.Keys;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.LocalHost.Keys;

/// <summary>The commands <c>keys ...</c> on a data directory of their own.</summary>
public sealed class KeysFixture : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    /// <param name="hasKeys">Whether LocalHost has made its keys already, which takes long.</param>
    public KeysFixture(bool hasKeys = false)
    {
        if (hasKeys)
            GatewayKeys.WriteLocalHostsTo(_data.Path);
    }

    /// <summary>One of its own with the same files.</summary>
    public KeysFixture Copy()
    {
        var copy = new KeysFixture();
        foreach (var file in Directory.GetFiles(DataDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.DataDirectory, Path.GetRelativePath(DataDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public string DataDirectory => _data.Path;

    public string ClientsJson => FileOf("clients.json");

    public KeyStore Store => new(DataDirectory, TimeProvider.System);

    public Task<string> RunAsync(params string[] arguments) => RunAsync(DataDirectory, arguments);

    public static async Task<string> RunAsync(string dataDirectory, params string[] arguments)
    {
        var data = DataOption.Create();
        var root = new RootCommand { data, KeysCommand.Create(data) };
        using var output = new StringWriter();
        await root.Parse(["keys", .. arguments, "--data", dataDirectory]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false },
            TestContext.Current.CancellationToken);
        return output.ToString();
    }

    /// <summary>What <c>keys add</c> shows once.</summary>
    public static (string User, string Pass) Secrets(string output) => (Word(output, "USER"), Word(output, "PASS"));

    public string FileOf(string name) => Path.Combine(DataDirectory, "keys", name);

    public RSA Key(string name) => RsaPem.Read(FileOf(name));

    /// <summary>All files with what is in them.</summary>
    public Dictionary<string, string> Snapshot() =>
        Directory.GetFiles(DataDirectory, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);

    [UnsupportedOSPlatform("windows")]
    public void AssertPrivate(string name) => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(name)));

    public void Dispose() => _data.Dispose();

    private static string Word(string output, string label) =>
        Assert.Single(output.Split('\n'), line => line.TrimStart().StartsWith($"{label}  ", StringComparison.Ordinal)).Trim()[label.Length..].Trim();
}
