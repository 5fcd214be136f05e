using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Configuration;

/// <summary>A cold start is part of somebody's first request: nothing happens in it that the request does not need.</summary>
public sealed class StartTests(TableService tables)
{
    [Fact]
    public async Task It_asks_neither_vault_nor_tables_nor_model_service()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();

        Assert.Empty(gateway.Vault.Calls.All);
        Assert.Empty(gateway.Tables.Requests);
        Assert.Empty(gateway.Models.Calls.All);

        // What they would have shown.
        await gateway.CallAsync("""{"event_name":"check_credentials"}""");
        Assert.NotEmpty(gateway.Vault.Calls.All);
        Assert.NotEmpty(gateway.Tables.Requests);
    }

    // Events, actions and services are listed by hand.
    [Fact]
    public void The_app_looks_for_nothing_by_reflection()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("FunctionApp"), "*.cs", SearchOption.AllDirectories).ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.DoesNotMatch(@"\bSystem\.Reflection\b|\.Get(Exported)?Types\(|\bActivator\b", File.ReadAllText(source)));
    }
}
