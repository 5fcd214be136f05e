using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Demo;

namespace BotGateway.LocalHost.Commands;

/// <summary>The root command: serves until it is stopped.</summary>
internal static class ServeCommand
{
    // The previous service's port on a developer's machine.
    public const int DefaultPort = 3080;

    // The gateway waits up to 3 minutes for the model service.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(5);

    // The simulation takes seconds, plus a few ticks of the timer with --auto-deploy; the real service takes at least the half hour that it announces.
    private static readonly TimeSpan SimulatedTrainingLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RealTrainingLimit = TimeSpan.FromHours(6);

    public static RootCommand Create(Option<string> data, Option<TimeSpan> ahead)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 selects a free one",
            HelpName = "PORT",
            DefaultValueFactory = _ => DefaultPort,
            CustomParser = ParsePort,
        };
        var demo = FlagOption.Create("--demo", "Run the demo, then keep serving");
        var exit = FlagOption.Create("--exit", "With --demo: exit after it, with code 1 if a step failed");
        var autoDeploy = FlagOption.Create("--auto-deploy", "Simulate the deployment of trained models, as on Azure with OpenAI__AutoDeploy");
        var modelDelay = DurationOption.Create("--model-delay", "Delay each answer of the simulated model");
        var plain = FlagOption.Create("--plain", "Do not imitate the Functions host's own behavior (limits, chunked responses); for measurements");
        var command = new RootCommand(
            "Run Bot Gateway on this machine, with a local vault, Azurite and a simulated model service.")
        {
            port, data, demo, exit, autoDeploy, ahead, modelDelay, plain,
        };
        command.AddCheck(result =>
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

    private static int ParsePort(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
            return port;
        result.AddError("--port must be an integer between 0 and 65535.");
        return default;
    }

    private static async Task<int> ServeAsync(LocalOptions options, bool demo, bool exit, CancellationToken stop)
    {
        try
        {
            var log = new ConsoleLog { IsHushed = demo };
            await using var receiver = demo ? await WebhookReceiver.StartAsync(cancellationToken: stop) : null;
            await using var app = await LocalApp.StartAsync(options with { WebhookUrl = receiver?.Address }, services => services.AddLogging(log.Configure), stop);
            Console.WriteLine(ReadyMessage.Of(app, options));
            if (receiver is not null)
            {
                var passed = await PlayAsync(app, options.DataDirectory, receiver, stop);
                if (exit)
                    return passed ? 0 : 1;
                Console.WriteLine(ReadyMessage.AfterDemo(app, options));
                log.IsHushed = false;
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !exit)
        {
            // Ctrl-C or SIGTERM ends serving normally, but an interrupted demo has not passed.
        }

        return 0;
    }

    private static async Task<bool> PlayAsync(LocalApp app, string dataDirectory, WebhookReceiver receiver, CancellationToken stop)
    {
        using var credentials = GatewayCredentials.Load(dataDirectory);
        var limit = app.ModelServiceIsSimulated ? SimulatedTrainingLimit : RealTrainingLimit;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        using var http = new HttpClient { BaseAddress = app.Address, Timeout = AnswerLimit };
        return await Demonstration.PlayAsync(http, credentials, clock, DemoScreen.ForConsole(), limit, WebhooksOf(app, receiver), stop);
    }

    // A user's own receiver is told instead.
    private static WebhookStep? WebhooksOf(LocalApp app, WebhookReceiver receiver)
    {
        var settings = app.Services.GetRequiredService<IConfiguration>();
        return settings[LocalSettings.WebhookUrl] == receiver.Address.AbsoluteUri ? new WebhookStep(receiver, settings[LocalSettings.WebhookSecret]!) : null;
    }
}
