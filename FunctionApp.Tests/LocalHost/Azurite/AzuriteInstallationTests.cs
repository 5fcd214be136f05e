using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;

namespace BotGateway.Tests.LocalHost.Azurite;

/// <summary>With the real npm, on a package that has nothing to download.</summary>
public sealed class AzuriteInstallationTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly List<string> _reports = [];

    public AzuriteInstallationTests()
    {
        Write("package.json", """{"name":"test","private":true,"dependencies":{"local":"file:local"}}""");
        Write("package-lock.json", LockFile(lockfileName: "test"));
        Directory.CreateDirectory(PathOf("local"));
        Write("local/package.json", """{"name":"local","version":"1.0.0"}""");
        File.Copy(Path.Combine(AzuriteInstallation.Locate(AppContext.BaseDirectory), "install.cjs"), PathOf("install.cjs"));
    }

    [Fact]
    public async Task A_second_start_installs_nothing()
    {
        await EnsureAsync();
        Assert.NotEmpty(_reports);
        _reports.Clear();

        await EnsureAsync();

        Assert.Empty(_reports);
        Assert.True(File.Exists(PathOf("node_modules/local/package.json")));
    }

    [Fact]
    public async Task Two_at_once_install_once()
    {
        await Task.WhenAll(EnsureAsync(), EnsureAsync());

        Assert.Single(_reports, report => report.StartsWith("Installing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_half_finished_installation_is_done_again()
    {
        Directory.CreateDirectory(PathOf("node_modules/half"));

        await EnsureAsync();

        Assert.True(File.Exists(PathOf("node_modules/local/package.json")));
        Assert.False(Directory.Exists(PathOf("node_modules/half")));
    }

    [Fact]
    public async Task Another_lock_file_is_installed_anew()
    {
        await EnsureAsync();
        _reports.Clear();
        Write("package-lock.json", LockFile(lockfileName: "renamed"));

        await EnsureAsync();

        Assert.NotEmpty(_reports);
    }

    [Fact]
    public async Task What_npm_complains_of_is_shown_and_the_next_start_tries_again()
    {
        Write("package.json", """{"name":"test","private":true,"dependencies":{"absent":"file:absent"}}""");

        var failure = await Assert.ThrowsAsync<StartupException>(EnsureAsync);

        Assert.DoesNotContain('\n', failure.Message);
        Assert.Contains("absent", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Tables__ConnectionString", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StartupException>(EnsureAsync);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named_in_one_line_and_the_installation_stops()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Write("package.json", """{"name":"test","private":true,"dependencies":{"left":"1.0.0"}}""");
        Write("package-lock.json", $$"""
            {"name":"test","lockfileVersion":3,"requires":true,"packages":{
              "":{"name":"test","dependencies":{"left":"1.0.0"} },
              "node_modules/left":{"version":"1.0.0","resolved":"http://{{silent.LocalEndpoint}}/left-1.0.0.tgz","integrity":"sha512-AAAA"}
            } }
            """);

        var failure = await Assert.ThrowsAsync<StartupException>(() => AzuriteInstallation.EnsureAsync(
            _folder.Path, _reports.Add, TestContext.Current.CancellationToken, patience: TimeSpan.FromSeconds(1)));

        Assert.Contains("registry has not answered", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void The_lock_file_links_unused_packages_to_one_folder_as_npm_10_and_11_both_read_it()
    {
        var folder = AzuriteInstallation.Locate(AppContext.BaseDirectory);
        var overrides = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "package.json"))).GetProperty("overrides");
        var packages = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "package-lock.json"))).GetProperty("packages");

        Assert.All(overrides.EnumerateObject(), package => Assert.Equal("unused", packages.GetProperty($"node_modules/{package.Name}").GetProperty("resolved").GetString()));
    }

    [Fact]
    public async Task A_start_that_is_given_up_stops_npm_and_releases_the_lock()
    {
        using var impatience = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AzuriteInstallation.EnsureAsync(_folder.Path, _ => impatience.Cancel(), impatience.Token));

        await EnsureAsync();
        Assert.True(File.Exists(PathOf("node_modules/local/package.json")));
    }

    public void Dispose() => _folder.Dispose();

    private static string LockFile(string lockfileName) => $$"""
        {"name":"{{lockfileName}}","lockfileVersion":3,"requires":true,"packages":{
          "":{"name":"test","dependencies":{"local":"file:local"} },
          "local":{"version":"1.0.0"},
          "node_modules/local":{"resolved":"local","link":true}
        } }
        """;

    private Task EnsureAsync() => AzuriteInstallation.EnsureAsync(
        _folder.Path,
        report =>
        {
            lock (_reports)
                _reports.Add(report);
        },
        TestContext.Current.CancellationToken);

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
