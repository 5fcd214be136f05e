using BotGateway.Tests.Documents;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Configuration;

/// <summary>A cold start is part of somebody's first request: nothing happens in it that the request does not need.</summary>
public sealed class StartTests(TableService tables)
{
    [Fact]
    public async Task It_asks_neither_vault_nor_tables_nor_model_service()
    {
        await using var gateway = await JobGateway.StartAsync(tables);

        Assert.Empty(gateway.Gateway.Vault.Calls.All);
        Assert.Empty(gateway.Tables.Requests);
        Assert.Empty(gateway.Service.Calls.All);

        // What they would have shown.
        await gateway.Gateway.CallAsync("""{"event_name":"check_credentials"}""");
        Assert.NotEmpty(gateway.Gateway.Vault.Calls.All);
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
