using System.CommandLine;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Demo;

namespace BotGateway.LocalHost.Commands;

/// <summary>The command without a name: serves until it is told to end.</summary>
internal static class ServeCommand
{
    // The port that the old service had on a developer's machine.
    private const int DefaultPort = 3080;

    // The gateway gives its model service 3 minutes, and answers then.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(5);

    // The simulation takes seconds, and with --auto-deploy some ticks of the timer; the real service takes the half hour that it
    // announces, and sometimes much more.
    private static readonly TimeSpan SimulatedTrainingLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RealTrainingLimit = TimeSpan.FromHours(6);

    /// <summary>Makes the command.</summary>
    /// <param name="data">The option for the data directory.</param>
    /// <param name="ahead">The option for the clock.</param>
    /// <returns>The root command, without subcommands.</returns>
    public static RootCommand Create(Option<string> data, Option<TimeSpan> ahead)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 takes any free one",
            HelpName = "PORT",
            DefaultValueFactory = _ => DefaultPort,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 65535)
                result.AddError("--port must be between 0 and 65535.");
        });
        var demo = new Option<bool>("--demo") { Description = "Play the whole story against the own endpoint, then go on serving" };
        var exit = new Option<bool>("--exit") { Description = "With --demo: end after it, with 1 if a step failed" };
        var autoDeploy = new Option<bool>("--auto-deploy")
        {
            Description = "Deploy trained models before they answer, as OpenAI__AutoDeploy does on Azure, on a simulated management plane",
        };
        var modelDelay = DurationOption.Create("--model-delay", "Let the simulated model service take this time for each answer");
        var plain = new Option<bool>("--plain") { Description = "Leave out what the Functions host does by itself (its limits, answers in chunks), to measure" };
        var command = new RootCommand(
            "Bot Gateway on this machine: the whole service, with a local vault, tables and a simulated model service.")
        {
            port, data, demo, exit, autoDeploy, ahead, modelDelay, plain,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(exit) && !result.GetValue(demo))
                result.AddError("--exit needs --demo.");
        });
        command.SetAction((parsed, stop) => ServeAsync(
            new LocalOptions
            {
                Port = parsed.GetRequiredValue(port),
                DataDirectory = parsed.GetDirectory(data),
                Settings = parsed.GetValue(autoDeploy) ? new Dictionary<string, string?> { [LocalSettings.AutoDeploy] = "true" } : [],
                Ahead = parsed.GetValue(ahead),
                ModelDelay = parsed.GetValue(modelDelay),
                IsPlain = parsed.GetValue(plain),
                Report = Console.WriteLine,
            },
            parsed.GetValue(demo),
            parsed.GetValue(exit),
            stop));
        return command;
    }

    private static async Task<int> ServeAsync(LocalOptions options, bool demo, bool exit, CancellationToken stop)
    {
        try
        {
            var log = new ConsoleLog { IsHushed = demo };
            await using var app = await LocalApp.StartAsync(options, services => services.AddLogging(log.Configure), stop);
            ReadyMessage.Print(app, options);
            if (demo)
            {
                var passed = await PlayAsync(app, options.DataDirectory, stop);
                if (exit)
                    return passed ? 0 : 1;
                log.IsHushed = false;
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !exit)
        {
            // Ctrl-C or SIGTERM is how serving ends; a demo that somebody waits for has not passed then.
        }

        return 0;
    }

    private static async Task<bool> PlayAsync(LocalApp app, string dataDirectory, CancellationToken stop)
    {
        using var credentials = GatewayCredentials.Load(dataDirectory);
        var limit = app.ModelServiceIsSimulated ? SimulatedTrainingLimit : RealTrainingLimit;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        using var http = new HttpClient { BaseAddress = app.Address, Timeout = AnswerLimit };
        return await Demonstration.PlayAsync(http, credentials, clock, DemoScreen.ForConsole(), limit, stop);
    }
}
