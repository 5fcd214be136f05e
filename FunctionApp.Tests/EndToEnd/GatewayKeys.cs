using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.EndToEnd;

/// <summary>The keys of a data directory, to be copied: the gateway's, and those of the clients <c>default</c> and <c>acme</c>.</summary>
internal sealed class GatewayKeys
{
    private readonly List<(string Path, byte[] Content)> _files;
    private readonly RSAParameters _acme;

    public GatewayKeys()
    {
        using var directory = new TemporaryDirectory();
        LocalKeys.EnsureCreated(directory.Path, report: _ => { });
        using var acme = RSA.Create(2048);
        new KeyStore(directory.Path, TimeProvider.System).Add($"client-{Gateway.Acme}", acme, KeyVersion.Verify);
        _acme = acme.ExportParameters(includePrivateParameters: true);
        _files =
        [
            .. from file in Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories)
               where new FileInfo(file).Length > 0
               select (Path.GetRelativePath(directory.Path, file), File.ReadAllBytes(file)),
        ];
    }

    /// <summary>The private key of the client <c>acme</c>, an instance of the caller's own.</summary>
    public RSA CreateAcme() => RSA.Create(_acme);

    public void CopyTo(string directory)
    {
        foreach (var (path, content) in _files)
        {
            var target = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }
    }
}
