using System.Text;
using BotGateway.Tests.FineTuning;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>The console without a mouse; wherever the focus stands, it can be seen.</summary>
public sealed class KeyboardTests(TableService tables, Browser browser)
{
    // Far more than a view has.
    private const int MostTabs = 80;

    private const string Focused = """
        () => {
          const e = document.activeElement;
          const name = e.getAttribute("aria-label") ?? e.labels?.[0]?.firstChild?.textContent ?? e.textContent;
          const style = getComputedStyle(e);
          const box = e.getBoundingClientRect();
          const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0
            || [...document.querySelectorAll("body :has(:focus-visible)")].some((each) => getComputedStyle(each).outlineStyle !== "none");
          return [name.trim(), isSeen ? "seen" : "unseen", e.tagName];
        }
        """;

    [Fact]
    public async Task A_bot_a_training_and_a_routine_with_the_keyboard_alone()
    {
        await using var gateway = await new GatewayBuilder(tables).WithConsole().StartAsync();
        await browser.VisitAsync(gateway.Http.BaseAddress!, new Look(), async console =>
        {
            var keys = console.Page.Keyboard;
            // Without a listener, the browser would open the dialog of the system; that there is one is told to it in the background.
            console.Page.FileChooser += (_, _) => { };
            await console.SeesAsync("simulated");
            await console.Page.Keyboard.PressAsync("Tab");
            Assert.Equal("Skip to the content", (await FocusedAsync(console))[0]);

            await PressAsync(console, "Chat");
            await PressAsync(console, "New bot");
            await keys.TypeAsync("Chistero");
            await TabToAsync(console, "Instructions");
            await keys.TypeAsync("Cuentas chistes.");
            await keys.PressAsync("Escape");
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            Assert.Equal("New bot", (await FocusedAsync(console))[0]);
            await keys.PressAsync("Enter");
            await keys.TypeAsync("Chistero");
            await TabToAsync(console, "Instructions");
            await keys.TypeAsync("Cuentas chistes.");
            await PressAsync(console, "Create bot");
            await Assertions.Expect(console.Page.GetByLabel("Message", new() { Exact = true })).ToBeFocusedAsync();
            await keys.TypeAsync("Hola");
            await keys.PressAsync("Enter");
            await console.SeesAsync("Recibí «Hola»");

            await PressAsync(console, "Data");
            await TabToAsync(console, "Choose a JSON Lines file, or drop it here");
            var chooser = await console.Page.RunAndWaitForFileChooserAsync(() => keys.PressAsync("Enter"));
            await chooser.SetFilesAsync(new FilePayload { Name = "a.jsonl", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Examples.Lines()) });
            await console.SeesAsync("10 examples without errors");
            await PressAsync(console, "Train");
            await PressAsync(console, "Train");
            await console.SeesAsync("has been submitted");

            await PressAsync(console, "Routines");
            await PressAsync(console, "New routine");
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Combobox, new() { Name = "Bot" })).ToContainTextAsync("Chistero");
            await TabToAsync(console, "Message to the bot");
            await keys.TypeAsync("Buenos días");
            await PressAsync(console, "Create");
            await PressAsync(console, "Pause");
            await Assertions.Expect(console.Button("Resume")).ToBeVisibleAsync();
            await PressAsync(console, "ES Español");
            await Assertions.Expect(console.Button("Reanudar")).ToBeVisibleAsync();
        });
    }

    private static async Task PressAsync(ConsolePage console, string name)
    {
        await TabToAsync(console, name);
        await console.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(ConsolePage console, string name)
    {
        await Assertions.Expect(console.Page.GetByLabel(name).Or(console.Page.GetByText(name, new() { Exact = true })).First).ToBeVisibleAsync();
        List<string> passed = [];
        while (passed.Count < MostTabs)
        {
            var focused = await FocusedAsync(console);
            if (focused[0] == name)
                return;
            passed.Add(focused[0]);
            await console.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not lead to {name}, but to {string.Join(", ", passed)}.");
    }

    private static async Task<string[]> FocusedAsync(ConsolePage console)
    {
        var focused = await console.Page.EvaluateAsync<string[]>(Focused);
        Assert.True(focused[1] == "seen" || focused[2] is "BODY" or "MAIN" or "H3", $"The focus on {focused[0]} ({focused[2]}) cannot be seen.");
        return focused;
    }
}
