using BotGateway.WebConsole;
using Microsoft.Playwright;

namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>How somebody looks at the page.</summary>
/// <param name="Width">Of the window, in CSS pixels.</param>
internal sealed record Look(int Width = Look.Desktop, bool IsDark = false, string Locale = "en-US")
{
    public const int Desktop = 1440;
    public const int Phone = 390;

    /// <summary>Whether answers with an error are part of the test; otherwise one fails it.</summary>
    public bool ExpectsErrors { get; init; }

    /// <summary>Who looks at the operators' console; null at LocalHost's own.</summary>
    public string? Operator { get; init; }

    public override string ToString() => $"{Width}-{(IsDark ? "dark" : "light")}";

    public BrowserNewContextOptions ToContext(Uri gateway) => new()
    {
        BaseURL = gateway.AbsoluteUri,
        ViewportSize = new() { Width = Width, Height = Width == Phone ? 844 : 900 },
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        Locale = Locale,
        TimezoneId = "America/Bogota",
        ReducedMotion = ReducedMotion.Reduce,
        ExtraHTTPHeaders = Operator is null ? null : [new(ConsolePrincipal.Header, Operator)],
        Permissions = ["clipboard-read", "clipboard-write"],
    };
}
