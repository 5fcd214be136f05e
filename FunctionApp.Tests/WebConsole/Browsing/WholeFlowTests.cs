using System.Text;
using BotGateway.Tests.FineTuning;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>What somebody does with the console from the first bot to the last click, with a mouse.</summary>
public sealed class WholeFlowTests(TableService tables, Browser browser)
{
    private static readonly FilePayload Faulty = File(
        [.. Examples.Many(2), "{\"messages\":[{\"role\":\"user\",\"content\":\"<img src=x onerror=alert(1)>\"}]", .. Examples.Many(10)]);

    [Fact]
    public async Task From_the_first_bot_to_a_trained_model_and_back()
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().StartAsync();
        // A file with a fault is answered with 400.
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look { ExpectsErrors = true }, async console =>
        {
            await MakeABotAndTalkAsync(console);
            await MendAndTrainAsync(console, gateway);
            await WatchTheCurveAsync(console, gateway);
            await CancelAnotherJobAsync(console, gateway);
            await ScheduleRunAndPauseAsync(console);
            await UndeployAsync(console, gateway);
            await ReadTheRequestsAsync(console);
            await SwitchTheLanguageAsync(console);
        }, isForEveryRun: true);
    }

    private static async Task MakeABotAndTalkAsync(ConsolePage console)
    {
        await console.ClickLinkAsync("Make a bot and talk to it");
        await console.ClickAsync("New bot");
        await console.FillAsync("Name", "Chistero");
        await console.FillAsync("Instructions", "Te llamas Chistero. Cuentas chistes cortos.");
        await console.ShootAsync("flow-new-bot");
        await console.CheckAsync();
        await console.ClickAsync("Create bot");
        await console.FillAsync("Message", "Cuéntame un chiste.");
        await console.ClickAsync("Send");
        await console.SeesAsync("[Chistero] Recibí «Cuéntame un chiste.» (0 mensajes anteriores).");
        await console.ShootAsync("flow-chat");
        await console.Page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "Copy as bots" }).ClickAsync();
        await console.SeesAsync("Copied: bots");
        Assert.StartsWith("bots chat ", await console.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    private static async Task MendAndTrainAsync(ConsolePage console, Gateway gateway)
    {
        await console.ClickLinkAsync("Data");
        await console.Page.Locator("#data-file").SetInputFilesAsync(Faulty);
        await console.SeesAsync("1 error: this file cannot be trained on yet");
        var line = console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Line 3" });
        Assert.Contains("<img src=x onerror=alert(1)>", await line.InputValueAsync(), StringComparison.Ordinal);
        await console.ShootAsync("flow-faults");
        await console.CheckAsync();
        await line.FillAsync(Examples.One(3));
        await console.ClickAsync("Check again");
        await console.SeesAsync("13 examples without errors");
        await console.ShootAsync("flow-estimate");
        await console.CheckAsync();
        await console.FillAsync("Suffix of the new model's name", "chistes");
        await console.ClickLinkAsync("Chat"); // What was chosen, filled in and edited stays.
        await console.ClickLinkAsync("Data");
        await Assertions.Expect(console.Page.GetByLabel("Suffix of the new model's name")).ToHaveValueAsync("chistes");
        await console.ClickAsync("Train");
        await console.AnswerAsync("Cancel");
        await console.SeesAsync("13 examples without errors");
        await TrainAsync(console, gateway, ConsoleGateway.Slow);
        await console.SeesAsync("has been submitted");
    }

    private static async Task WatchTheCurveAsync(ConsolePage console, Gateway gateway)
    {
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(2)); // Its first step.
        var curve = console.Page.Locator(".plot[aria-label]");
        await Assertions.Expect(curve).ToBeVisibleAsync();
        var first = await curve.GetAttributeAsync("aria-label");
        await console.ShootAsync("flow-running");
        await Assertions.Expect(curve).Not.ToHaveAttributeAsync("aria-label", first!);
        Assert.True(StepIn(await curve.GetAttributeAsync("aria-label")) > StepIn(first));
        gateway.ModelClock.Advance(TimeSpan.FromMinutes(1));
        await console.SeesAsync("succeeded");
        await Assertions.Expect(curve).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("up to step 90:"));
        await console.ShootAsync("flow-succeeded");
    }

    private static async Task CancelAnotherJobAsync(ConsolePage console, Gateway gateway)
    {
        await console.ClickLinkAsync("Data");
        await console.Page.Locator("#data-file").SetInputFilesAsync(File(Examples.Many(10)));
        await TrainAsync(console, gateway, TimeSpan.Zero); // The job stays.
        await console.ClickAsync("Cancel job");
        await console.ShootAsync("flow-cancel-job");
        await console.CheckAsync();
        await console.AnswerAsync("Cancel");
        await Assertions.Expect(console.Button("Cancel job")).ToBeVisibleAsync();
        await console.ClickAsync("Cancel job");
        await console.AnswerAsync("Cancel job");
        await Assertions.Expect(console.Page.Locator(".tag").GetByText("cancelled")).ToBeVisibleAsync();
        Assert.Equal(1, gateway.Models.Calls.Count("cancel-job"));
    }

    private static async Task ScheduleRunAndPauseAsync(ConsolePage console)
    {
        await console.ClickLinkAsync("Routines");
        await console.ClickAsync("New routine");
        await console.FillAsync("Message to the bot", "Buenos días");
        await console.FillAsync("Time", "07:30");
        await console.ShootAsync("flow-new-routine");
        await console.CheckAsync();
        var cron = console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Cron expression" });
        await cron.FillAsync("99 7 * * *");
        await console.ClickAsync("Create");
        await console.SeesAsync("The gateway refused the request.");
        await cron.FillAsync("30 7 * * *");
        await console.ClickAsync("Create");
        await console.SeesAsync("next run");
        await console.ClickAsync("Run now");
        await console.SeesAsync("answered");
        await console.ClickAsync("Pause");
        await Assertions.Expect(console.Page.Locator(".tag").GetByText("paused")).ToBeVisibleAsync();
        await Assertions.Expect(console.Button("Resume")).ToBeVisibleAsync();
        await console.ShootAsync("flow-paused");
    }

    private static async Task UndeployAsync(ConsolePage console, Gateway gateway)
    {
        gateway.ModelClock.AutoAdvanceAmount = ConsoleGateway.Quick; // A deployment takes seconds.
        await console.ClickLinkAsync("Models");
        await console.ClickAsync("Undeploy");
        await console.ShootAsync("flow-undeploy");
        await console.AnswerAsync("Cancel");
        Assert.Equal(0, gateway.Management.Calls.Count("delete-deployment"));
        await console.ClickAsync("Undeploy");
        await console.AnswerAsync("Undeploy");
        await Assertions.Expect(console.Button("Deploy")).ToBeVisibleAsync();
        await console.ShootAsync("flow-undeployed");
    }

    private static async Task ReadTheRequestsAsync(ConsolePage console)
    {
        await console.ClickLinkAsync("Requests");
        await console.Page.GetByRole(AriaRole.Searchbox).FillAsync("cancel_train");
        await Assertions.Expect(console.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await console.Page.GetByRole(AriaRole.Searchbox).FillAsync("no such event");
        await console.SeesAsync("No request matches");
    }

    private static async Task SwitchTheLanguageAsync(ConsolePage console)
    {
        await console.ClickAsync("ES Español");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new() { Name = "Solicitudes", Level = 2 })).ToBeVisibleAsync();
        Assert.Equal("es", await console.Page.EvaluateAsync<string>("document.documentElement.lang"));
        await console.Page.ReloadAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new() { Name = "Solicitudes", Level = 2 })).ToBeVisibleAsync();
        await console.CheckAsync();
    }

    private static Task TrainAsync(ConsolePage console, Gateway gateway, TimeSpan step) => gateway.TrainAsync(step, async () =>
    {
        await console.ClickAsync("Train");
        await console.AnswerAsync("Train");
    });

    private static int StepIn(string? label) => int.Parse(label!.Split("step ")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static FilePayload File(IEnumerable<string> lines) =>
        new() { Name = "examples.jsonl", MimeType = "application/jsonl", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', lines)) };
}
