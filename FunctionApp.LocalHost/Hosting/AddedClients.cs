using System.Text;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The settings of the clients in <see cref="ClientsFile"/>, at the places <c>Clients:local-NAME</c>; changes show within about a second.</summary>
/// <param name="path">The file.</param>
/// <param name="clock">Gives the timer.</param>
/// <param name="report">Gets one line for each state of the file that is of no use; the clients from before stay then.</param>
internal sealed class AddedClients(string path, TimeProvider clock, Action<string> report) : ConfigurationProvider, IDisposable
{
    // Looked at again and again, since not every file system tells of changes. It is small, and read whole: its time of change may be too coarse.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private byte[]? _content;
    private bool _isUnreadable;
    private ITimer? _timer;

    /// <summary>Adds them to an app's settings.</summary>
    /// <param name="configuration">The settings; what is added to them later wins.</param>
    /// <param name="path">The file.</param>
    /// <param name="report">Gets one line for each state of the file that is of no use.</param>
    public static void AddTo(IConfigurationBuilder configuration, string path, Action<string> report) => configuration.Add(new Source(path, report));

    /// <inheritdoc/>
    public override void Load()
    {
        TryRead();
        _timer ??= clock.CreateTimer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends the looking.</summary>
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
            // Of whoever follows the settings. On a timer's thread it would end the process.
            report($"The clients of {path} have changed, which not all of the gateway could follow ({SafeExceptionSummary.Of(e)}).");
        }
        finally
        {
            _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <returns>Whether the clients are others now.</returns>
    private bool TryRead()
    {
        try
        {
            var content = File.Exists(path) ? File.ReadAllBytes(path) : "{}"u8.ToArray();
            var imported = ReadImported();
            byte[] all = [.. content, .. Encoding.UTF8.GetBytes(string.Concat(imported.Select(key => key.Key + key.Value)))];
            if (_content is not null && all.AsSpan().SequenceEqual(_content))
                return false;
            (_content, _isUnreadable) = (all, false); // Also where it is damaged: that is told once.
            Data = SettingsOf(ClientsFile.Parse(content, path), imported);
            return true;
        }
        catch (InvalidDataException damage)
        {
            report($"{damage.Message} The gateway goes on with the clients that it knows.");
            return false;
        }
        catch (UnauthorizedAccessException refused)
        {
            if (!_isUnreadable)
                report($"{refused.Message} The gateway goes on with the clients that it knows.");
            _isUnreadable = true;
            return false;
        }
        catch (IOException)
        {
            return false; // Just being replaced, perhaps; the next look tells.
        }
    }

    // The public keys that 'keys import' has left, by their files.
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
            // The client default is there already.
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
