using System.Text.Json;

namespace BotGateway.Tests.Worker;

/// <summary>The app as the Functions host runs it.</summary>
public abstract class WorkerTests(TableService tables, SharedWorker shared) : IClassFixture<SharedWorker>
{
    private static readonly string[] Shown = ["name", "direction", "type", "authLevel", "methods", "route", "schedule"];

    private static readonly string[] QueueShown = ["name", "direction", "type", "queueName", "connection"];

    /// <summary>The path of FunctionApp.dll.</summary>
    protected abstract string App { get; }

    [Fact]
    public async Task The_worker_has_exactly_these_functions_with_these_bindings()
    {
        var session = await shared.StartAsync(App);

        Assert.Equal(["Dispatcher", "Health", "OpenApi", "OperatorConsole", "Runner", "Scheduler"], session.Functions.Keys.Order());
        Assert.Equal("""[("request","In","httpTrigger","Anonymous",null,"lambda",null),("$return","Out","http",null,null,null,null)]""", Show("Dispatcher"));
        Assert.Equal("""[("request","In","httpTrigger","Anonymous","get","health",null),("$return","Out","http",null,null,null,null)]""", Show("Health"));
        Assert.Equal("""[("request","In","httpTrigger","Anonymous","get","openapi.json",null),("$return","Out","http",null,null,null,null)]""", Show("OpenApi"));
        Assert.Equal("""[("request","In","httpTrigger","Anonymous","get","console/{*path}",null),("$return","Out","http",null,null,null,null)]""", Show("OperatorConsole"));
        Assert.Equal("""[("message","In","queueTrigger","bot-gateway-work",null)]""", ShowQueue("Runner"));
        Assert.Equal("""[("timer","In","timerTrigger",null,null,null,"%SchedulerSchedule%")]""", Show("Scheduler"));

        string ShowQueue(string function) => $"[{string.Join(',', session.Functions[function].Select(binding => ShowBinding(binding, QueueShown)))}]";
        string Show(string function) => $"[{string.Join(',', session.Functions[function].Select(binding => ShowBinding(binding, Shown)))}]";
    }

    [Fact]
    public async Task A_tick_of_the_timer_succeeds()
    {
        var session = await shared.StartAsync(App);

        Handshake.RequireSuccess(await session.InvokeTimer("Scheduler").Response.WaitAsync(session.Process.Cancellation));
    }

    [Fact]
    public async Task A_message_of_the_queue_is_read_and_one_that_has_lost_its_slot_does_nothing()
    {
        var session = await shared.StartAsync(App);

        await SendLateMessageAsync(session);

        Assert.Contains(session.Logs, line => line.Contains("runs-000 arrived after its slot had expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_log_levels_are_settings()
    {
        var settings = WorkerSettings.Of(tables.NewConnectionString());
        settings["Logging__LogLevel__BotGateway"] = "None";
        await using var session = await WorkerSession.StartAsync(App, settings, TestContext.Current.CancellationToken);

        await SendLateMessageAsync(session);

        Assert.DoesNotContain(session.Logs, line => line.Contains("runs-000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_not_JSON_is_answered_with_415()
    {
        var session = await shared.StartAsync(App);

        var (status, body) = await session.CallAsync("Dispatcher", "POST", "lambda", "<a/>", contentType: "text/xml");

        Assert.Equal(415, status);
        Assert.Contains("application/json", JsonElement.Parse(body).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_settings_end_it_with_1_and_a_line_each()
    {
        var settings = WorkerSettings.Of(tables.NewConnectionString());
        settings["KeyVault__Uri"] = null;
        settings["OpenAI__Endpoint"] = null;

        var (exitCode, faults) = await WorkerProcess.RunAsync(App, settings, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Equal(2, faults.Length);
        Assert.Contains(faults, fault => fault.Contains("KeyVault__Uri", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("OpenAI__Endpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_ends_cleanly_where_the_host_asks_it_to()
    {
        await using var session = await WorkerSession.StartAsync(App, WorkerSettings.Of(tables.NewConnectionString()), TestContext.Current.CancellationToken);

        session.Terminate();

        Assert.Equal(0, await session.Process.WaitForExitAsync());
    }

    private static async Task SendLateMessageAsync(WorkerSession session)
    {
        var message = """{"client":"acme","slot":"runs-000","token":"t","routines":["routine_00000000000000000000000000000000"]}""";
        Handshake.RequireSuccess(await session.InvokeQueue("Runner", message).Response.WaitAsync(session.Process.Cancellation));
    }

    private static string ShowBinding(JsonElement binding, string[] shown) =>
        $"({string.Join(',', shown.Select(name => Show(binding, name)))})";

    private static string Show(JsonElement binding, string name) => !binding.TryGetProperty(name, out var value)
        ? "null"
        : value.ValueKind == JsonValueKind.Array ? string.Join('|', value.EnumerateArray().Select(item => $"\"{item.GetString()}\"")) : $"\"{value.GetString()}\"";
}
