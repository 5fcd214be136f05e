namespace BotGateway.Tests.Cli;

public sealed class ShellTests
{
    [Theory]
    [InlineData("bots c", "chat check compare completion")]
    [InlineData("bots jobs ", "cancel pause resume show")]
    [InlineData("bots train --va", "--validation")]
    [InlineData("bots usage --by ", "bot day model")]
    public async Task Bash_completes_commands_and_options(string line, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs bash.");
        var script = $$"""
            bots() { dotnet {{BotsProcess.Location}} "$@"; }
            eval "$(bots completion bash)"
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=({{line}}); [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _bots
            printf '%s\n' "${COMPREPLY[@]}" | grep -v '^-[?h]\|^--help\|^/\|^--json\|^--lang' | sort | paste -sd ' '
            """;

        var bash = await AppProcess.RunAsync("bash", ["-c", script], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, bash.Output.Trim());
    }

    [Theory]
    [InlineData("zsh", "compdef _bots bots")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Other_shells_have_a_script(string shell, string expected)
    {
        using var user = new BotsUser();

        Assert.Contains(expected, (await user.RunAsync("completion", shell)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_starts_LocalHost_with_its_options_and_stops_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for dotnet is a shell script.");
        using var checkout = new TemporaryDirectory();
        var below = Directory.CreateDirectory(Path.Combine(checkout.Path, "docs")).FullName;
        Directory.CreateDirectory(Path.Combine(checkout.Path, "FunctionApp.LocalHost"));
        await File.WriteAllTextAsync(Path.Combine(checkout.Path, "FunctionApp.sln"), "", TestContext.Current.CancellationToken);
        var dotnet = Path.Combine(checkout.Path, "dotnet");
        await File.WriteAllTextAsync(dotnet, "#!/bin/sh\ntrap 'echo stopped; exit 0' TERM\necho \"$@\"\nwhile :; do sleep 0.05; done\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var up = AppProcess.Start(
            "dotnet",
            [BotsProcess.Location, "up", "--", "--port", "0"],
            variables => (variables["BOTS_LANG"], variables["DOTNET_HOST_PATH"]) = (null, dotnet),
            below,
            cancellationToken: TestContext.Current.CancellationToken);

        var started = await up.WaitForLineAsync("--port");
        await up.TerminateAsync();

        Assert.EndsWith("FunctionApp.LocalHost -- --port 0", Assert.Single(started), StringComparison.Ordinal);
        Assert.Equal(0, await up.WaitForExitAsync());
        Assert.Contains("stopped", up.Output, StringComparison.Ordinal);
    }
}
