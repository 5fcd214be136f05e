using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>The console as operators of the deployed app see it.</summary>
public sealed class OperatorPageTests(OperatorGateway operated, Browser browser) : IClassFixture<OperatorGateway>
{
    [Theory]
    [InlineData(Look.Desktop, false)]
    [InlineData(Look.Phone, true)]
    public async Task An_operator_reads_what_each_client_has_and_changes_nothing(int width, bool isDark)
    {
        await operated.Gateway.ScheduleAsync();
        await browser.VisitAsync(operated.Gateway.Http.BaseAddress!, Of("Operator") with { Width = width, IsDark = isDark }, async console =>
        {
            var page = console.Page;
            await Assertions.Expect(page.GetByText("real: costs money")).ToBeVisibleAsync();
            await page.GetByLabel("Client").SelectOptionAsync("default");
            await Assertions.Expect(page.Locator(".number").First).ToContainTextAsync("1");
            Assert.Equal("Overview Jobs Models Routines", string.Join(" ", await page.Locator("nav a").AllInnerTextsAsync()));
            foreach (var view in "jobs models routines".Split(' '))
            {
                await console.OpenAsync(view);
                await Assertions.Expect(page.GetByText("Loading")).ToHaveCountAsync(0);
                await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeVisibleAsync();
                Assert.Equal(0, await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).CountAsync());
                await console.CheckAsync();
                await console.ShootAsync($"operator-{view}");
            }

            await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByText("Chistero").First).ToBeVisibleAsync(); // The routine has its bot's name.
            await page.GetByLabel("Client").SelectOptionAsync("acme");
            await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByText("Chistero")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public Task Who_may_see_one_client_sees_that_one() => browser.VisitAsync(operated.Gateway.Http.BaseAddress!, Of("Client:acme"), async console =>
    {
        await Assertions.Expect(console.Page.GetByLabel("Client")).ToHaveValueAsync("acme");
        Assert.Equal("acme", Assert.Single(await console.Page.GetByLabel("Client").Locator("option").AllInnerTextsAsync()));
    });

    private static Look Of(string role) => new() { Operator = OperatorRequests.Principal("o", role) };
}
