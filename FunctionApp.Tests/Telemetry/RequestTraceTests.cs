using System.Diagnostics;
using BotGateway.LocalHost.Client;
using BotGateway.Telemetry;
using Fault = BotGateway.LocalHost.OpenAI.Simulation.Fault;

namespace BotGateway.Tests.Telemetry;

public sealed class RequestTraceTests(TableService tables) : IAsyncLifetime
{
    private readonly Spans _spans = new();
    private Gateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await new GatewayBuilder(tables).StartAsync();

    public ValueTask DisposeAsync()
    {
        _spans.Dispose();
        return _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_a_span_in_its_callers_trace_with_event_client_and_status()
    {
        var answer = await TracedAsync(() => _gateway.CallAsync(new { event_name = "new_thread" }, Gateway.Acme));

        var span = _spans.Root;
        Assert.Equal(("new_thread", ActivityKind.Internal), (span.DisplayName, span.Kind));
        Assert.Equal(("new_thread", "acme", 200), (span.GetTagItem("bot_gateway.event"), span.GetTagItem("bot_gateway.client"), Status(span)));
        Assert.Equal(answer.RequestId, span.GetTagItem("faas.invocation_id"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task Below_it_stands_each_call_of_vault_tables_and_model()
    {
        var talk = await _gateway.NewBotAsync();

        await TracedAsync(() => _gateway.SendAsync(talk, "Hola"));

        var span = _spans.Root;
        Assert.Equal(
            ["model chat", "table bots find", "table threads read", "table threads write", "table usage write", "table usedtokens write", "vault decrypt"],
            _spans.Below(span));
        var chat = _spans.Below(span, "model chat");
        Assert.Equal((ActivityKind.Client, GatewayBots.Model), (chat.Kind, chat.GetTagItem("gen_ai.request.model")));
        Assert.Equal("usedtokens", _spans.Below(span, "table usedtokens write").GetTagItem("db.collection.name"));
    }

    [Fact]
    public async Task A_refusal_says_why_and_names_nobody()
    {
        await TracedAsync(SignAsAcmeWithAnothersKeyAsync);

        var span = _spans.Root;
        Assert.Equal(("Dispatcher", "WrongSignature", 401), (span.DisplayName, span.GetTagItem("bot_gateway.refusal"), Status(span)));
        Assert.Null(span.GetTagItem("bot_gateway.client"));
        Assert.Null(span.GetTagItem("bot_gateway.event"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_failure_of_a_service_is_an_error_of_its_span_and_of_the_requests()
    {
        var talk = await _gateway.NewBotAsync();
        _gateway.Models.Faults.Next("chat", Fault.Status(500), 5);

        await TracedAsync(() => _gateway.SendAsync(talk, "Hola"));

        var span = _spans.Root;
        Assert.Equal(("messaging", 502, "502"), (span.DisplayName, Status(span), span.GetTagItem("error.type")));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        var chat = _spans.Below(span, "model chat");
        Assert.Equal((ActivityStatusCode.Error, "500"), (chat.Status, chat.GetTagItem("error.type")));
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_no_error_of_the_gateways()
    {
        await TracedAsync(() => _gateway.CallAsync(new { event_name = "new_bot" }));

        Assert.Equal((400, ActivityStatusCode.Unset), (Status(_spans.Root), _spans.Root.Status));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a trace")]
    public async Task Without_a_callers_trace_a_request_begins_its_own(string? trace)
    {
        if (trace is not null)
            _gateway.Http.DefaultRequestHeaders.Add("traceparent", trace);

        var answer = await _gateway.CallAsync(new { event_name = "check_credentials" });

        var span = _spans.With("faas.invocation_id", answer.RequestId!);
        Assert.Equal(default, span.ParentSpanId);
    }

    [Fact]
    public async Task Observers_are_told_when_the_span_has_ended()
    {
        var observer = new Observer();
        await using var gateway = await new GatewayBuilder(tables).WithService<IRequestObserver>(observer).StartAsync();

        var answer = await gateway.CallAsync(new { event_name = "check_credentials" });

        Assert.Equal((answer.RequestId, true), (observer.Seen?.Id, observer.HadSpanEnded));
    }

    private sealed class Observer : IRequestObserver
    {
        public RequestSummary? Seen { get; private set; }

        public bool HadSpanEnded { get; private set; }

        public void Ended(RequestSummary request) => (Seen, HadSpanEnded) = (request, Activity.Current?.Source.Name != Tracing.SourceName);
    }

    private static int Status(Activity span) => (int)span.GetTagItem("http.response.status_code")!;

    private async Task<Answer> TracedAsync(Func<Task<Answer>> call)
    {
        _gateway.Http.DefaultRequestHeaders.Add("traceparent", _spans.TraceParent);
        return await call();
    }

    private async Task<Answer> SignAsAcmeWithAnothersKeyAsync()
    {
        var acme = _gateway.Credentials(Gateway.Acme);
        var mixed = new GatewayCredentials(acme.GatewayKey, _gateway.Credentials().ClientKey, "acme-user", "acme-pass") { KeyId = Gateway.Acme };
        using var client = mixed.CreateClient(TimeProvider.System);
        return new Answer(await client.SendAsync(_gateway.Http, """{"event_name":"check_credentials"}""", TestContext.Current.CancellationToken));
    }
}
