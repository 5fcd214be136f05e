using System.Collections.Concurrent;
using BotGateway.Tests.Documents;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>The console in a browser, with all that goes wrong in it.</summary>
internal sealed class ConsolePage
{
    /// <summary>How long a state may take to appear on a busy machine.</summary>
    public const float PatienceMs = 30_000;

    private const string ReportViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

    private static readonly string Shots = Path.Combine(Repository.Root, "artifacts", "console");

    private readonly Uri _gateway;
    private readonly Look _look;
    private readonly ConcurrentQueue<string> _faults = [];

    public ConsolePage(IPage page, Uri gateway, Look look)
    {
        (Page, _gateway, _look) = (page, gateway, look);
        page.SetDefaultTimeout(PatienceMs);
        page.PageError += (_, error) => _faults.Enqueue($"uncaught: {error}");
        page.Console += (_, message) => Check(message);
        page.Request += (_, request) => Check(request);
    }

    public IPage Page { get; }

    /// <summary>Opens a view, uses it, and fails with all that went wrong in the page.</summary>
    public async Task VisitAsync(Func<ConsolePage, Task> useAsync)
    {
        await Page.AddInitScriptAsync(ReportViolations);
        try
        {
            await Page.GotoAsync(_look.Operator is null ? "/" : "/console");
            await useAsync(this);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await ShootAsync($"failed-{TestContext.Current.TestMethod?.MethodName}");
            throw new InvalidOperationException($"{failure.Message}\nIn the page: {string.Join('\n', _faults)}", failure);
        }

        Assert.True(_faults.IsEmpty, string.Join('\n', _faults));
    }

    public async Task OpenAsync(string view)
    {
        await Page.EvaluateAsync("view => { location.hash = view; }", view);
        await Assertions.Expect(Page.Locator($"nav a[href='#{view}']")).ToHaveAttributeAsync("aria-current", "page");
    }

    public Task<byte[]> ShootAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}-{_look}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

    /// <summary>axe finds nothing, nothing has to be scrolled sideways, and nothing moves.</summary>
    public async Task CheckAsync()
    {
        var result = await Page.RunAxe();
        var violations = result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} at {node.Target}: {node.Html}")).ToList();
        Assert.True(violations.Count == 0, $"{Page.Url}: {string.Join('\n', violations)}");
        Assert.InRange(await Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 1, _look.Width);
        Assert.Equal(0, await Page.EvaluateAsync<int>("document.getAnimations().length")); // Its user wants less motion.
    }

    private void Check(IConsoleMessage message)
    {
        var isAnswer = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) || message.Text.Contains("net::ERR_", StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !(isAnswer && _look.ExpectsErrors))
            _faults.Enqueue($"console: {message.Text} ({message.Location})");
    }

    private void Check(IRequest request)
    {
        var address = new Uri(request.Url);
        if (address.Scheme is not ("data" or "blob") && address.Authority != _gateway.Authority)
            _faults.Enqueue($"request: {request.Url}");
    }
}
