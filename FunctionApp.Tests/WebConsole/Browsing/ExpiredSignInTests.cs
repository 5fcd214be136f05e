using System.Globalization;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>What App Service authentication answers to the page of an operator whose cookie is no longer valid.</summary>
public sealed class ExpiredSignInTests(TableService tables, Browser browser)
{
    private const string Session = """{"mode":"operator","models":"real","clients":["acme"]}""";

    [Theory]
    [InlineData(302, "en-US", "Your sign-in has expired.", "Sign in again")]
    [InlineData(401, "es-PE", "Tu sesión ha vencido.", "Iniciar sesión de nuevo")]
    public async Task The_page_says_so_and_its_link_loads_it_again(int status, string locale, string told, string link)
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look(Look.Phone, Locale: locale) { ExpectsErrors = true }, async console =>
        {
            var elsewhere = new Dictionary<string, string> { ["Location"] = "https://login.microsoftonline.com/" };
            await console.Page.RouteAsync("**/console/session.json", route => route.FulfillAsync(new() { Body = Session, ContentType = "application/json" }));
            await console.Page.RouteAsync("**/console/data/**", route => route.FulfillAsync(new() { Status = status, Headers = elsewhere }));

            await console.Page.ReloadAsync();
            await console.SeesAsync(told);
            await console.CheckAsync();
            await console.ShootAsync(string.Create(CultureInfo.InvariantCulture, $"expired-{status}"));

            await console.Page.UnrouteAsync("**/console/session.json");
            await console.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
            await Assertions.Expect(console.Page.GetByText(told)).ToHaveCountAsync(0);
            await Assertions.Expect(console.Page.Locator("#session strong")).ToHaveTextAsync("default");
        });
    }
}
