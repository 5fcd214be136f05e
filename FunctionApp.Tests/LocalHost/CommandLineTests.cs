using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BotGateway.Tests.LocalHost;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_option_and_command()
    {
        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["--help"]);

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.All(
            ["--port", "--data", "--demo", "--exit", "--auto-deploy", "--ahead", "--model-delay", "token", "keys", "openapi"],
            name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.Contains("3080", output, StringComparison.Ordinal);
        Assert.Contains(".local", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--exit", "--exit needs --demo")]
    [InlineData("--prot=1", "--prot=1")]
    [InlineData("--port=x", "--port")]
    [InlineData("--port=65536", "between 0 and 65535")]
    [InlineData("--port=", "--port needs a value, PORT.")]
    [InlineData("--port", "--port needs a value, PORT.")]
    [InlineData("--data", "--data needs a value, DIR.")]
    [InlineData("--data=", "--data needs")]
    [InlineData("--data=/dev/null", "is a file")]
    [InlineData("--ahead", "--ahead needs a value")]
    [InlineData("--demo=maybe", "maybe")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("--ahead=10", "--ahead")]
    [InlineData("--ahead=-00:10:00", "--ahead")]
    [InlineData("--model-delay=99999.00:00:00", "--model-delay")]
    public async Task A_wrong_option_is_an_error_that_names_it(string argument, string expected)
    {
        // Each is a process.
        if (argument is not ("--port" or "--data=/dev/null" or "frobnicate"))
            Thoroughness.Require("Each is a process; three wrong options are tested in every run.");
        var (exitCode, output, error) = await LocalHostProcess.RunAsync([argument]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(expected, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_that_names_the_remedy()
    {
        using var data = new TemporaryDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exitCode, _, error) = await LocalHostProcess.RunAsync(["--port", port, "--data", data.Path]);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(port, line, StringComparison.Ordinal);
        Assert.Contains("--port", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_the_error_names_both_remedies()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        using var emptyPath = new TemporaryDirectory();

        var (exitCode, _, error) = await LocalHostProcess.RunAsync(
            ["--port", "0", "--data", data.Path], environment => environment["PATH"] = emptyPath.Path);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("install Node 20", line, StringComparison.Ordinal);
        Assert.Contains("Tables__ConnectionString", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo v16.20.2", "Node 16.20 found, 20 needed.")]
    [InlineData("echo broken >&2; exit 3", "'node --version' ended with code 3. broken")]
    [InlineData("echo nonsense", "'node --version' ended with code 0. nonsense")]
    [InlineData("[ \"$1\" = --version ] && echo v20.1.0 || { echo 'Error: out of order' >&2; exit 1; }", "Azurite could not start: Error: out of order")]
    public async Task An_unusable_Node_is_one_line_that_says_why(string script, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for Node is a shell script.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        using var path = new TemporaryDirectory();
        var node = Path.Combine(path.Path, "node");
        await File.WriteAllTextAsync(node, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (exitCode, _, error) = await LocalHostProcess.RunAsync(
            ["--port", "0", "--data", data.Path], environment => environment["PATH"] = $"{path.Path}:{environment["PATH"]}");

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
