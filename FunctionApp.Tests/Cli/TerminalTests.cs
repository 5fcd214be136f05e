using System.Diagnostics;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Cli;

/// <summary>In a terminal, as script of util-linux makes one.</summary>
public sealed class TerminalTests(BotsFixture fixture) : IClassFixture<BotsFixture>
{
    private const string Color = "\e[36m";

    [Fact]
    public async Task A_first_session_ends_with_an_answer()
    {
        SkipWithoutTerminal();
        using var folder = new TemporaryDirectory();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, ".local"), fixture.Gateway.DataDirectory);

        var screen = await RunAsync(
            folder.Path,
            $"""
            bots init --local --url {fixture.Gateway.Http.BaseAddress}
            bots check
            bots new Chistero "Cuentas chistes cortos."
            bots chat Chistero
            bots list
            """,
            "Cuéntame un chiste.\n/exit\n");

        Assert.Contains("> ", screen, StringComparison.Ordinal);
        Assert.Contains("[Cuentas chistes cortos] Recibí «Cuéntame un chiste.» (0 mensajes anteriores).", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("…\r\n[Cuentas", screen, StringComparison.Ordinal); // What moves while one waits is erased.
        Assert.Contains("accepted", screen, StringComparison.Ordinal);
        Assert.Matches($"{System.Text.RegularExpressions.Regex.Escape(Color)}name(.*\n)+.*Chistero", screen); // The others' bots may come before.
        Assert.Contains("exit codes 0 0 0 0 0", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_a_view_that_changes()
    {
        using var user = fixture.NewUser();
        await File.WriteAllTextAsync(user.PathOf("good.jsonl"), Examples.Lines(), TestContext.Current.CancellationToken);

        var screen = await RunAsync(user.Folder, "bots train good.jsonl --wait", "", [.. user.Variables.Select(each => (each.Key, each.Value!))]);

        Assert.Contains("\e[2K", screen, StringComparison.Ordinal); // Erases a line.
        Assert.Matches("loss *[^\n]*█", screen);
        Assert.Contains("exit codes 0", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Without_colors_there_are_none(string name, string value)
    {
        using var user = fixture.NewUser();
        await user.RunAsync("new", "Gris", "Eres Gris.");

        var screen = await RunAsync(user.Folder, "bots list", "", [.. user.Variables.Select(each => (each.Key, each.Value!)), (name, value)]);

        Assert.Contains("Gris", screen, StringComparison.Ordinal);
        Assert.DoesNotMatch("\e\\[[0-9;]*m", screen); // .NET itself sets the keypad's mode.
    }

    [Fact]
    public async Task In_a_narrow_terminal_no_id_is_cut_or_wrapped()
    {
        using var user = fixture.NewUser();
        var bot = (await user.RunAsync("new", "Angosto", "Eres Angosto.", "--json")).Text("bot_id");

        var screen = await RunAsync(user.Folder, "stty cols 50; bots list", "", [.. user.Variables.Select(each => (each.Key, each.Value!))]);

        Assert.Contains($"bot      {bot}\r\nname     Angosto\r\n", screen, StringComparison.Ordinal);
    }

    private static void SkipWithoutTerminal() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "It needs script of util-linux.");

    private static async Task<string> RunAsync(string folder, string commands, string typed, params IEnumerable<(string Name, string Value)> environment)
    {
        SkipWithoutTerminal();
        var lines = commands.Split('\n').Select(line => $"{line}; codes=\"$codes $?\"");
        var session = $"bots() {{ dotnet {BotsProcess.Location} \"$@\"; }}; stty cols 120; {string.Join('\n', lines)}; echo exit codes$codes";
        var start = new ProcessStartInfo("script", ["-qefc", "bash session.sh", "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        (start.Environment["TERM"], start.Environment["BOTS_CONFIG"], start.Environment["NO_COLOR"]) = ("xterm-256color", Path.Combine(folder, "config"), null);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        await File.WriteAllTextAsync(Path.Combine(folder, "session.sh"), session, TestContext.Current.CancellationToken);
        using var script = Process.Start(start)!;
        await script.StandardInput.WriteAsync(typed);
        await script.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var screen = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return screen;
    }
}
