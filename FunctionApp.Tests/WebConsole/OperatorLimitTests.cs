using System.Net;
using BotGateway.Http;
using BotGateway.WebConsole;
using Microsoft.Extensions.DependencyInjection;
using static BotGateway.Tests.WebConsole.OperatorRequests;

namespace BotGateway.Tests.WebConsole;

/// <summary>One operator's page starves neither clients nor other operators.</summary>
public sealed class OperatorLimitTests(TableService tables)
{
    private const string Bots = "console/data/default/list_bots";

    private static readonly ConsolePrincipal Noisy = new("noisy", new HashSet<string>());
    private static readonly ConsolePrincipal Quiet = new("quiet", new HashSet<string>());

    [Fact]
    public async Task A_flood_of_one_operator_throttles_that_one_only()
    {
        using var limits = new ConsoleLimits(perSecond: 1, burst: 10);
        await using var gateway = await OperatorGateway.SwitchOn(new GatewayBuilder(tables))
            .WithServices(services => services.AddSingleton(limits))
            .WithSettings(new() { ["Auth:RequestsPerSecond"] = "1", ["Auth:RequestBurst"] = "1" }).StartAsync();

        // 1,000 requests of one operator would have to take 16 minutes for none of them to be too many.
        var flood = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => gateway.SendAsync(Bots, Principal("noisy", "Operator"))));
        var (other, client) = (await gateway.ReadAsync(Bots, Principal("quiet", "Client:default")), await gateway.CallAsync("""{"event_name":"list_bots"}"""));

        var throttled = flood.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.All(flood, answer => Assert.True(throttled.Contains(answer) || answer.StatusCode == HttpStatusCode.OK));
        Assert.NotEmpty(throttled);
        Assert.All(throttled, answer => Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta));
        Assert.Equal((200, 200), (other.Status, client.Status));
        Array.ForEach(flood, answer => answer.Dispose());
    }

    [Fact]
    public void An_operator_has_so_many_requests_at_once_and_another_has_as_many()
    {
        using var limits = new ConsoleLimits(atOnce: 2, atOnceOfAll: 3);
        var (first, second) = (limits.Take(Noisy), limits.Take(Noisy));

        Assert.Equal(ErrorKind.Throttled, Assert.Throws<GatewayException>(() => limits.Take(Noisy)).Kind);
        using var third = limits.Take(Quiet);
        second.Dispose();
        using var fourth = limits.Take(Noisy);
        first.Dispose();
    }

    [Fact]
    public void All_of_them_together_take_a_part_of_the_instance_only()
    {
        using var limits = new ConsoleLimits(atOnce: 2, atOnceOfAll: 3);
        using var first = limits.Take(Noisy);
        using var second = limits.Take(Noisy);
        using var third = limits.Take(Quiet);

        Assert.Throws<GatewayException>(() => limits.Take(Quiet));
        second.Dispose();
        using var fourth = limits.Take(Quiet);
    }

    [Fact]
    public async Task A_request_that_fails_frees_its_place()
    {
        using var limits = new ConsoleLimits(atOnce: 1);
        await using var gateway = await OperatorGateway.SwitchOn(new GatewayBuilder(tables)).WithServices(services => services.AddSingleton(limits)).StartAsync();

        foreach (var (path, status) in new[] { ($"{Bots}?limit=0", 400), ("console/data/nobody/list_bots", 404), ("console/session.json", 200), (Bots, 200) })
            Assert.Equal(status, (await gateway.ReadAsync(path, Principal("o", "Operator"))).Status);
    }
}
