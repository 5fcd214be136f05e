using System.Reflection;
using BotGateway.Tests.WebConsole.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>The Chromium of this machine, which all tests of the console share. Starts with the first of them.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Missing =
        "No browser: install Debian's chromium ('apt-get install chromium') or Google Chrome, or set BOT_GATEWAY_BROWSER to the program.";

    private static readonly string? Program = Environment.GetEnvironmentVariable("BOT_GATEWAY_BROWSER") is { Length: > 0 } chosen
        ? chosen
        : Find("chromium", "chromium-browser", "google-chrome");

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> _started = new(StartAsync);

    /// <summary>Uses the console of a gateway in a new profile, and checks that nothing went wrong in the page meanwhile.</summary>
    /// <param name="isForEveryRun">Whether a plain run includes it.</param>
    internal async Task VisitAsync(Uri gateway, Look look, Func<ConsolePage, Task> useAsync, bool isForEveryRun = false)
    {
        if (!isForEveryRun)
            Thoroughness.Require("It spends seconds in a browser; WholeFlowTests goes through the console in every run.");
        Assert.SkipWhen(Program is null, Missing);
        await using var context = await (await _started.Value).Chromium.NewContextAsync(look.ToContext(gateway));
        await new ConsolePage(await context.NewPageAsync(), gateway, look).VisitAsync(useAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (driver, chromium) = await _started.Value;
        await chromium.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        var package = typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "PlaywrightPath").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", package);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", Find("node", "node.exe"));
        Assertions.SetDefaultExpectTimeout(ConsolePage.PatienceMs);
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program }));
    }

    private static string? Find(params string[] names) => Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
