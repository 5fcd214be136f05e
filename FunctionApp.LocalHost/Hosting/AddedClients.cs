using System.Text;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The settings of the clients in <see cref="ClientsFile"/>, as <c>Clients:local-NAME</c>; changes take effect within about a second.</summary>
internal sealed class AddedClients(string path, TimeProvider clock, Action<string> report) : ConfigurationProvider, IDisposable
{
    // Polled, because not every file system reports changes. The file is small and read whole, because its timestamp may be too coarse.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private byte[]? _content;
    private bool _isUnreadable;
    private ITimer? _timer;

    public static void AddTo(IConfigurationBuilder configuration, string path, Action<string> report) => configuration.Add(new Source(path, report));

    /// <inheritdoc/>
    public override void Load()
    {
        TryRead();
        _timer ??= clock.CreateTimer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        try
        {
            if (TryRead())
                OnReload();
        }
        catch (Exception e)
        {
            // From a subscriber of the settings. On a timer's thread it would end the process.
            report($"The clients in {path} have changed, but the gateway could not apply all changes ({SafeExceptionSummary.Of(e)}).");
        }
        finally
        {
            _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private bool TryRead()
    {
        try
        {
            var content = File.Exists(path) ? File.ReadAllBytes(path) : "{}"u8.ToArray();
            var imported = ReadImported();
            byte[] all = [.. content, .. Encoding.UTF8.GetBytes(string.Concat(imported.Select(key => key.Key + key.Value)))];
            if (_content is not null && all.AsSpan().SequenceEqual(_content))
                return false;
            (_content, _isUnreadable) = (all, false); // Also if it is damaged, so that this is reported once.
            Data = SettingsOf(ClientsFile.Parse(content, path), imported);
            return true;
        }
        catch (InvalidDataException damage)
        {
            report($"{damage.Message} The gateway keeps the previous clients.");
            return false;
        }
        catch (UnauthorizedAccessException refused)
        {
            if (!_isUnreadable)
                report($"{refused.Message} The gateway keeps the previous clients.");
            _isUnreadable = true;
            return false;
        }
        catch (IOException)
        {
            return false; // It may just be being replaced; the next poll will tell.
        }
    }

    // The public keys imported with 'keys import'.
    private SortedDictionary<string, string> ReadImported()
    {
        var folder = Path.GetDirectoryName(path)!;
        return new(
            Directory.Exists(folder) ? Directory.GetFiles(folder, "client-*-public.pem").ToDictionary(file => file, File.ReadAllText) : [],
            StringComparer.Ordinal);
    }

    private Dictionary<string, string?> SettingsOf(SortedDictionary<string, string> clients, SortedDictionary<string, string> imported)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, credentials) in clients)
        {
            // The client default is already configured.
            var place = $"{ClientOptions.Section}:{(name == DemoSecrets.ClientId ? "0" : $"local-{name}")}";
            settings[$"{place}:{nameof(ClientOptions.Id)}"] = name;
            settings[$"{place}:{nameof(ClientOptions.Credentials)}"] = credentials;
            var file = LocalKeys.ClientPublicPem(Path.GetDirectoryName(Path.GetDirectoryName(path))!, name);
            if (imported.TryGetValue(file, out var key))
                settings[$"{place}:{nameof(ClientOptions.PublicKey)}"] = key;
        }

        return settings;
    }

    private sealed class Source(string path, Action<string> report) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new AddedClients(path, TimeProvider.System, report);
    }
}
