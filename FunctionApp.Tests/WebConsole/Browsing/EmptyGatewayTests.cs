using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>The console of a gateway that has just been installed.</summary>
public sealed class EmptyGatewayTests(TableService tables, Browser browser)
{
    [Theory]
    [InlineData(Look.Desktop, false)]
    [InlineData(Look.Phone, true)]
    public async Task Every_view_says_what_to_do_first(int width, bool isDark)
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look(width, isDark), async console =>
        {
            foreach (var (view, first) in new[]
            {
                ("overview", "Make a bot and talk to it"), ("chat", "Make your first bot"), ("data", "Choose a JSON Lines file"), ("jobs", "No training job yet"),
                ("models", "A training job that succeeds makes one."), ("routines", "You need a bot first."), ("requests", "Requests appear here"),
            })
            {
                await console.OpenAsync(view);
                await Assertions.Expect(console.Page.GetByText(first)).ToBeVisibleAsync();
                await console.ShootAsync($"empty-{view}");
                await console.CheckAsync();
            }
        });
    }
}
