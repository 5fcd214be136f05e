using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole;

public sealed class FirstLookTests(SharedGateway shared, Browser browser) : IClassFixture<SharedGateway>
{
    [Fact]
    public Task The_page_says_that_the_models_are_simulated() => browser.VisitAsync(shared.Gateway.Http.BaseAddress!, new Look(), async console =>
    {
        await Assertions.Expect(console.Page.GetByText("simulated", new() { Exact = true })).ToBeVisibleAsync();
        await console.ShootAsync("first");
        await console.CheckAsync();
    });
}
