using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotGateway.Tests.LocalHost;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>A gateway that ends under the page and comes back.</summary>
public sealed class RestartTests(TableService tables, Browser browser)
{
    private const string Away = "The gateway does not answer. This page keeps trying";

    [Fact]
    public async Task The_page_recovers_by_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var data = new TemporaryDirectory();
        var (port, storage) = (FreePort(), tables.NewConnectionString());
        AppProcess Start() => LocalHostProcess.Start(["--port", port, "--data", data.Path], environment => environment["Tables__ConnectionString"] = storage);
        await using var first = Start();
        await first.WaitUntilReadyAsync();

        await browser.VisitAsync(new Uri($"http://127.0.0.1:{port}/"), new Look { ExpectsErrors = true }, async console =>
        {
            await console.OpenAsync("chat");
            await console.ClickAsync("New bot");
            await console.FillAsync("Name", "Chistero");
            await console.FillAsync("Instructions", "Cuentas chistes.");
            await console.ClickAsync("Create bot");
            await console.FillAsync("Message", "What is being written");
            await first.TerminateAsync();
            await first.WaitForExitAsync();
            await console.SeesAsync(Away);
            await console.ShootAsync("away");
            await console.CheckAsync();
            await console.ClickAsync("Send");
            await console.SeesAsync("Check that it is running.");

            await using var second = Start();
            await second.WaitUntilReadyAsync();
            await Assertions.Expect(console.Page.GetByText(Away)).ToHaveCountAsync(0);
            await console.Page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
            await console.SeesAsync("Recibí «What is being written»");
            // What others do is seen at once again.
            await console.OpenAsync("requests");
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Cell, new() { Name = "messaging" })).ToBeVisibleAsync();
        });
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
