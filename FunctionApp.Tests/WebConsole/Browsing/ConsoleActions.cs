using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>What somebody does on the page, by the names that a screen reader says.</summary>
internal static class ConsoleActions
{
    public static ILocator Button(this ConsolePage console, string name) => console.Top().GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static Task ClickAsync(this ConsolePage console, string button) => console.Button(button).ClickAsync();

    public static Task ClickLinkAsync(this ConsolePage console, string name) =>
        console.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    public static Task FillAsync(this ConsolePage console, string label, string text) => console.Top().GetByLabel(label).First.FillAsync(text);

    public static Task SeesAsync(this ConsolePage console, string text) => Assertions.Expect(console.Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Answers a question, and waits until it is gone.</summary>
    public static async Task AnswerAsync(this ConsolePage console, string button)
    {
        var dialog = console.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    // Below an open dialog nothing can be used.
    private static ILocator Top(this ConsolePage console) => console.Page.Locator("body:not(:has(dialog[open])), dialog[open]");
}
