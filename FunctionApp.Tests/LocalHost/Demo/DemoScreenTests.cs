using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Demo;

namespace BotGateway.Tests.LocalHost.Demo;

public sealed class DemoScreenTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Without_a_terminal_there_is_no_escape_and_one_line_for_each_new_text()
    {
        var screen = new DemoScreen(_output, isTerminal: false, hasColours: false);

        screen.Progress(0.1, "queued");
        screen.Progress(0.2, "queued");
        screen.Progress(0.5, "running");
        screen.EndProgress();

        Assert.Equal("  … queued\n  … running\n", _output.ToString());
    }

    [Fact]
    public void On_a_terminal_the_bar_is_drawn_on_one_line()
    {
        var screen = new DemoScreen(_output, isTerminal: true, hasColours: false);

        screen.Progress(0.5, "running");
        screen.Progress(1, "succeeded");
        screen.EndProgress();

        var drawn = _output.ToString();
        Assert.Equal(2, drawn.Count(character => character == '\r'));
        Assert.EndsWith(new string('█', 30) + " 100% succeeded\e[K\n", drawn, StringComparison.Ordinal);
    }

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Colours_are_left_out_where_they_are_not_wanted()
    {
        var screen = new DemoScreen(_output, isTerminal: true, hasColours: false);

        screen.Step(1, 2, "title");
        screen.Answer(new GatewayAnswer(200, "{}", "id"), TimeSpan.FromMilliseconds(3));

        Assert.DoesNotContain('\e', _output.ToString());
    }
}
