using BotGateway.Cli;

namespace BotGateway.Tests.Cli;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("", "", "en")]
    [InlineData("", "LANG=es_PE.UTF-8", "es")]
    [InlineData("", "LANG=C.UTF-8", "en")]
    [InlineData("", "LANG=es_PE.UTF-8 LC_ALL=en_US.UTF-8", "en")]
    [InlineData("", "LANG=en_US.UTF-8 LC_MESSAGES=es", "es")]
    [InlineData("", "LANG=es BOTS_LANG=en", "en")]
    [InlineData("--lang es", "BOTS_LANG=en", "es")]
    [InlineData("check --lang=es", "", "es")]
    [InlineData("chat -m x -- --lang es", "", "en")]
    public void The_option_comes_before_the_variable_and_the_locale(string arguments, string environment, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && environment.Length == 0, "It depends on the user's settings.");
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).ToDictionary(each => each[0], each => each[1]);

        var words = Words.For(arguments.Split(' '), name => variables.GetValueOrDefault(name));

        Assert.Equal(expected, words["en", "es"]);
    }

    [Fact]
    public async Task Help_and_errors_are_in_Spanish()
    {
        var help = await BotsProcess.RunAsync(["train", "--help"], ("LC_ALL", "es_PE.UTF-8"));
        var error = await BotsProcess.RunAsync(["frobnicate", "--lang", "es"]);
        var none = await BotsProcess.RunAsync(["check"], ("BOTS_LANG", "es"), ("BOTS_CONFIG", "/nowhere"));

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Opciones:", help.Output, StringComparison.Ordinal);
        Assert.Contains("Ejemplos de validación", help.Output, StringComparison.Ordinal);
        Assert.Contains("'frobnicate'", error.Error, StringComparison.Ordinal);
        Assert.Contains("Consulta 'bots --help'", error.Error, StringComparison.Ordinal);
        Assert.Equal("Todavía no hay un perfil: ejecuta 'bots init' (o define BOTS_KEY y BOTS_URL).\n", none.Error);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var help = await BotsProcess.RunAsync([]);

        Assert.Equal(0, help.ExitCode);
        Assert.All(
            ["init", "check", "new", "chat", "list", "train", "jobs", "models", "compare", "every", "routines", "team", "usage", "export", "erase", "up", "completion"],
            name => Assert.Contains($"\n  {name} ", help.Output, StringComparison.Ordinal));
    }
}
