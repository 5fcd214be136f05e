using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Probing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Probing;

public sealed class HealthTests(TableService tables) : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly TableFaults _faults = new();

    [Fact]
    public async Task When_all_parts_answer_it_is_a_200()
    {
        await using var gateway = await StartAsync();

        var (status, text) = await GetAsync(gateway);

        Assert.Equal((200, """{"status":200,"vault":"ok","tables":"ok","model":"ok","timer":"ok","last_tick":null}"""), (status, text));
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("tables")]
    [InlineData("model")]
    public async Task A_part_that_does_not_answer_is_named_in_a_503_and_no_secret_is(string part)
    {
        await using var gateway = await StartAsync();
        Break(gateway, part);

        var (status, text) = await GetAsync(gateway);

        Assert.Equal(503, status);
        var answer = JsonElement.Parse(text);
        Assert.Equal(503, answer.GetProperty("status").GetInt32());
        Assert.Equal($"No answer from: {part}.", answer.GetProperty("message").GetString());
        Assert.All(["vault", "tables", "model"], name =>
            Assert.Equal(name == part ? "out of reach" : "ok", answer.GetProperty(name).GetString()));
        string[] timer = part == "tables" ? [] : ["timer", "last_tick"];
        Assert.Equal(
            ["status", "message", "request_id", "vault", "tables", "model", .. timer], answer.EnumerateObject().Select(property => property.Name));
        string[] secrets = [gateway.Models.ApiKey, "azure", "127.0.0.1", "Exception", "AccountKey"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("gpt-4.1-mini,gpt-4", "", "gpt-4")]
    [InlineData("gpt-4.1-mini,gpt-4", "gpt-4=gpt-4o-mini", null)]
    [InlineData("gpt-4.1-mini", "gpt-4.1-mini=missing", "missing")]
    [InlineData("one,gpt-5-mini,other", "", "one, other")]
    public async Task A_base_model_that_is_not_deployed_is_named_there_and_in_the_log_and_asked_for_every_10_minutes(
        string baseModels, string aliases, string? missing)
    {
        await using var gateway = await new GatewayBuilder(tables).WithLog().WithService<TimeProvider>(_clock)
            .WithSetting("OpenAI:BaseModels", baseModels).WithSetting("OpenAI:ModelAliases", aliases).StartAsync();

        var first = await GetAsync(gateway);
        var asked = gateway.Models.Calls.Count("chat");
        _clock.Advance(TimeSpan.FromMinutes(9));
        var second = await GetAsync(gateway);

        var told = missing is null ? "" : $",\"models\":\"not deployed: {missing}\"";
        Assert.Equal((200, $$"""{"status":200,"vault":"ok","tables":"ok","model":"ok","timer":"ok","last_tick":null{{told}}}"""), first);
        Assert.Contains(told, second.Text, StringComparison.Ordinal);
        Assert.Equal(baseModels.Split(',').Length, asked);
        Assert.Equal(asked, gateway.Models.Calls.Count("chat"));
        Assert.Equal(missing?.Split(", ").Length ?? 0, gateway.Log.Lines.Count(line => line.Category == typeof(ModelProbe).FullName));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(gateway);
        Assert.Equal(2 * asked, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Several_parts_that_do_not_answer_are_all_named()
    {
        await using var gateway = await StartAsync();
        Break(gateway, "vault");
        Break(gateway, "tables");

        Assert.Contains("\"No answer from: vault, tables.\"", (await GetAsync(gateway)).Text);
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("tables")]
    [InlineData("model")]
    public async Task A_part_that_hangs_counts_as_unavailable_after_10_seconds(string part)
    {
        await using var gateway = await StartAsync();
        var hanging = Hang(gateway, part);

        var asking = GetAsync(gateway);
        await hanging;
        _clock.Advance(TimeSpan.FromSeconds(10));
        var (status, text) = await asking;

        Assert.Equal(503, status);
        Assert.Equal("out of reach", JsonElement.Parse(text).GetProperty(part).GetString());
    }

    public void Dispose() => _faults.Dispose();

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithServices(services =>
    {
        services.AddSingleton<TimeProvider>(_clock);
        _faults.Under(services);
    }).StartAsync();

    // 403: these calls are not tried again.
    private void Break(Gateway gateway, string part)
    {
        if (part == "vault")
            gateway.Vault.Faults.Next("get-key", Fault.Status(403));
        else if (part == "model")
            gateway.Models.Faults.Next("models", Fault.Status(403));
        else
            _faults.Decide = _ => Fate.Refused;
    }

    private Task Hang(Gateway gateway, string part)
    {
        if (part == "vault")
            return gateway.Vault.Faults.Hold("challenge").Arrived;
        if (part == "model")
            return gateway.Models.Faults.Hold("models").Arrived;

        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _faults.Decide = _ =>
        {
            arrived.TrySetResult();
            return Fate.Held;
        };
        return arrived.Task;
    }

    private static async Task<(int Status, string Text)> GetAsync(Gateway gateway)
    {
        using var answer = await gateway.Http.GetAsync(new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
