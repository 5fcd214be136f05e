using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>What the page says when something fails: what happened, what to try, and a way to try it.</summary>
public sealed class FailureTests(TableService tables, Browser browser)
{
    // More than the gateway's own attempts.
    private const int Often = 20;

    [Theory]
    [InlineData(500, "model-500", "The gateway could not do it.")]
    [InlineData(429, "model-429", "A limit is reached; nothing was done.")]
    public async Task A_model_that_fails_is_asked_again_when_its_user_wants(int status, string name, string told)
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().WithBot().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look(Look.Phone) { ExpectsErrors = true }, async console =>
        {
            await console.OpenAsync("chat");
            await console.FillAsync("Message", "Hola");
            gateway.Models.Faults.Next("chat", Fault.Status(status, retryAfter: status == 429 ? 120 : 0), Often);
            await console.ClickAsync("Send");
            await console.SeesAsync(told);
            await console.ShootAsync(name);
            await console.CheckAsync();
            gateway.Models.Faults.Clear();
            await console.ClickAsync("Try again");
            await console.SeesAsync("Recibí «Hola»");
        });
    }

    [Fact]
    public async Task Tables_that_are_away_leave_no_view_blank()
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().WithBot().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look { ExpectsErrors = true }, async console =>
        {
            await console.SeesAsync("simulated");
            gateway.Tables.Decide = _ => Fate.Refused;
            foreach (var view in "chat jobs models routines overview".Split(' '))
            {
                await console.OpenAsync(view);
                await Assertions.Expect(console.Page.GetByRole(AriaRole.Main).GetByText("The gateway could not do it.")).ToBeVisibleAsync();
                await console.CheckAsync();
            }

            await console.ShootAsync("tables-away");
            gateway.Tables.Decide = _ => Fate.Served;
            // At once, for the page may recover by itself.
            await console.Page.EvaluateAsync("() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Try again')?.click()");
            await console.SeesAsync("What comes next");
            await Assertions.Expect(console.Page.GetByText("The gateway could not do it.")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task A_message_of_10_000_characters_is_shown_without_widening_the_page()
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().WithBot().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look(Look.Phone), async console =>
        {
            await console.OpenAsync("chat");
            await console.FillAsync("Message", new string('W', 10_000));
            await console.ClickAsync("Send");
            await console.SeesAsync("Recibí «WWW");
            await console.CheckAsync();
        });
    }
}
