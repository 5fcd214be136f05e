using System.Security.Cryptography;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Hosting;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>azd's hooks for POSIX shells, with a stand-in for the az CLI that keeps a vault in a folder.</summary>
public sealed class HookTests : IDisposable
{
    // Of "az keyvault key import --vault-name V --name N ...": which arguments it gets is in the log, what it is to keep comes from files.
    private const string Az = """
        #!/bin/sh
        echo "$*" >>"$VAULT/log"
        verb="$1 $2 $3"
        while [ $# -gt 0 ]; do
          case $1 in --name) name=$2 ;; --file) file=$2 ;; --pem-file) file=$2 ;; esac
          shift
        done
        case $verb in
          "keyvault key show") [ -f "$VAULT/key-$name" ] ;;
          "keyvault secret show") [ -f "$VAULT/secret-$name" ] ;;
          "keyvault key import") [ -f "$VAULT/role-counts" ] || { touch "$VAULT/role-counts"; echo Forbidden >&2; exit 1; }; cp "$file" "$VAULT/key-$name" ;;
          "keyvault secret set") cp "$file" "$VAULT/secret-$name" ;;
          "keyvault key download") echo public >"$file" ;;
          "ad signed-in-user show") echo me ;;
        esac
        """;

    private readonly TemporaryDirectory _directory = new();

    public HookTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hooks for POSIX shells.");
        Directory.CreateDirectory(Vault);
        Directory.CreateDirectory(Path.Combine(_directory.Path, "bin"));
        var az = Path.Combine(_directory.Path, "bin", "az");
        File.WriteAllText(az, Az);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private string Vault => Path.Combine(_directory.Path, "vault");

    private string HandOver => Path.Combine(_directory.Path, ".azure", "test", "clients", "acme");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_first_client_can_be_authenticated_by_what_is_in_the_vault()
    {
        var (exitCode, output) = await RunAsync("postprovision");

        Assert.True(exitCode == 0, output);
        using var key = RSA.Create();
        key.ImportFromPem(await ReadAsync(Path.Combine(Vault, "key-client-acme")));
        Assert.Equal(2048, key.KeySize);
        var credentials = (await ReadAsync(Path.Combine(HandOver, "credentials.txt"))).Split('\n')
            .Where(line => line.Length > 0).ToDictionary(line => line.Split('=')[0], line => line.Split('=')[1]);
        Assert.Equal(
            GatewayCredentials.Derive(credentials["USER"], credentials["PASS"]), await ReadAsync(Path.Combine(Vault, "secret-client-acme-credentials")));
        Assert.Contains("--ops verify", await ReadAsync(Path.Combine(Vault, "log")), StringComparison.Ordinal);
        Assert.All(["private.pem", "credentials.txt", "gateway-public.pem"], file => Assert.True(File.Exists(Path.Combine(HandOver, file)), file));
    }

    [Fact]
    public async Task What_is_secret_is_in_files_of_their_owner_and_nowhere_else()
    {
        var (_, output) = await RunAsync("postprovision");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(HandOver, "credentials.txt")));
        var pass = (await ReadAsync(Path.Combine(HandOver, "credentials.txt"))).Split("PASS=")[1].Trim();
        Assert.DoesNotContain(pass, output, StringComparison.Ordinal);
        Assert.DoesNotContain(pass, await ReadAsync(Path.Combine(Vault, "log")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(HandOver, "expected.txt")));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await RunAsync("postprovision");
        var before = await ReadAsync(Path.Combine(Vault, "key-client-acme"));

        var (exitCode, output) = await RunAsync("postprovision");

        Assert.Equal(0, exitCode);
        Assert.Contains("already", output, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync(Path.Combine(Vault, "key-client-acme")));
    }

    [Fact]
    public async Task A_run_after_one_that_broke_off_goes_on_with_the_same_key()
    {
        await RunAsync("postprovision");
        File.Delete(Path.Combine(Vault, "secret-client-acme-credentials"));
        var key = await ReadAsync(Path.Combine(Vault, "key-client-acme"));

        var (exitCode, _) = await RunAsync("postprovision");

        Assert.Equal(0, exitCode);
        Assert.Equal(key, await ReadAsync(Path.Combine(Vault, "key-client-acme")));
        Assert.True(File.Exists(Path.Combine(Vault, "secret-client-acme-credentials")));
    }

    [Fact]
    public async Task In_CI_no_private_key_is_made()
    {
        var (exitCode, output) = await RunAsync("postprovision", ("CI", "true"));

        Assert.Equal(1, exitCode);
        Assert.Contains("ERROR: Client acme is not in vault kv", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(HandOver));
    }

    [Theory]
    [InlineData(200, 0, ": 200")]
    [InlineData(503, 1, "ERROR:")]
    public async Task A_deployed_app_that_is_not_healthy_fails_the_deployment(int status, int expected, string said)
    {
        await using var app = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = context.Request.Path == "/health" ? status : 404;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        var (exitCode, output) = await RunAsync("postdeploy", ("GATEWAY_ENDPOINT", new Uri(app.Address, "lambda").AbsoluteUri));

        Assert.Equal(expected, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string hook, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] given =
        [
            ("PATH", $"{Path.Combine(_directory.Path, "bin")}:{Environment.GetEnvironmentVariable("PATH")}"), ("VAULT", Vault),
            ("AZURE_ENV_NAME", "test"), ("FIRST_CLIENT_ID", "acme"), ("KEY_VAULT_NAME", "kv"), ("KEY_VAULT_ID", "/vaults/kv"), ("APP_ID", "/sites/app"),
            ("GATEWAY_ENDPOINT", "https://app.example.com/lambda"), ("GATEWAY_AUDIENCE", "app"), ("ROLE_WAIT", "0"), ("HEALTH_TRIES", "2"), ("HEALTH_WAIT", "0"),
        ];
        var (exitCode, output, _) = await AppProcess.RunAsync(
            "sh",
            ["-c", $"sh '{Repository.PathOf($"infra/hooks/{hook}.sh")}' 2>&1"],
            variables =>
            {
                variables.Remove("CI");
                foreach (var (name, value) in given.Concat(more))
                    variables[name] = value;
            },
            _directory.Path,
            cancellationToken: TestContext.Current.CancellationToken);
        return (exitCode, output);
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
}
