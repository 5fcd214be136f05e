using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.ApiDescription;

/// <summary>The examples of docs/openapi.json, sent to a gateway.</summary>
public sealed class OpenApiExampleTests(TableService tables)
{
    private static readonly JsonObject Operation = OpenApiSchemas.Document["paths"]!["/lambda"]!["post"]!.AsObject();

    private static readonly JsonObject Requests = Operation["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject();

    // A job can be changed until it ends.
    private static readonly string[] JobChanges = ["pause_train", "resume_train", "cancel_train"];

    private static readonly string[] NeedEndedJobs = ["delete_file", "deploy_model", "undeploy_model", "delete_model"];

    [Fact]
    public async Task Each_is_answered_as_documented()
    {
        await using var gateway = await new GatewayBuilder(tables).WithModelClock(TimeSpan.FromMilliseconds(500)).StartAsync();
        var ids = new ExampleIds(ApiExample.All.Select(example => example.Answer));
        var waiting = Requests.Select(example => (Name: example.Key, Body: Body(example.Key)))
            .OrderBy(example => Array.IndexOf(JobChanges, example.Name) is var index and >= 0 ? index : JobChanges.Length)
            .ThenBy(example => Array.IndexOf(NeedEndedJobs, example.Name)).Where(example => example.Name != "erase").ToList();

        // Each after those that create what it names.
        while (waiting.FindIndex(example => ids.CanApply(example.Body)) is var next and >= 0)
        {
            var (name, body) = waiting[next];
            waiting.RemoveAt(next);
            if (NeedEndedJobs.Contains(name))
                gateway.EndJobs();
            var documented = Examples(200)[name]!["value"]!;
            var answer = await gateway.CallAsync(ids.Apply(body));

            Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            OpenApiSchemas.AssertValid("SuccessResponse", answer.Json);
            OpenApiSchemas.AssertValid(ComponentOf(name), answer.Json);
            Assert.Equal((string?)documented["event"], answer["event"]);
            Assert.Null(answer["ignored"]);
            ids.Learn(documented, JsonNode.Parse(answer.Text)!);
        }

        Assert.Empty(waiting);
        foreach (var example in ApiErrors.All.SelectMany(error => error.Examples).Where(example => example.Body is not null))
            AssertError(example.Response.Status, example.Name, await gateway.CallAsync(ids.Apply(example.Body!)));
        // Afterwards there is nothing that another event could name.
        OpenApiSchemas.AssertValid(nameof(EraseResponse), (await gateway.CallAsync(ids.Apply(Body("erase")))).Json);
    }

    [Fact]
    public async Task What_the_model_service_fails_with_is_an_example_too()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        (int Status, string Example, Fault Fault)[] failures =
        [
            (429, "model_service_busy", Fault.Status(429, retryAfter: 7)),
            (500, "credentials", Fault.Status(401)),
            (502, "model_service_failed", Fault.Status(500)),
            (503, "model_service_unavailable", Fault.Status(503, retryAfter: 30)),
        ];

        foreach (var (status, example, fault) in failures)
        {
            gateway.Models.Faults.Clear();
            gateway.Models.Faults.Next("chat", fault, times: 10);
            AssertError(status, example, await gateway.SendAsync(talk, "Hola"));
        }
    }

    [Theory]
    [InlineData(401, "unauthorized")]
    [InlineData(411, "chunked")]
    [InlineData(413, "too_large")]
    [InlineData(415, "not_json")]
    public async Task A_request_that_is_wrong_before_its_body_is_read_gets_the_documented_error(int status, string example)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var client = gateway.Credentials().CreateClient(TimeProvider.System);
        var right = await client.CreateRequestAsync("""{"event_name":"check_credentials"}""", TestContext.Current.CancellationToken);
        var request = status switch
        {
            401 => right.Replace("\"signature\":\"", "\"signature\":\"AAAA", StringComparison.Ordinal),
            413 => right.PadRight(8_388_609),
            _ => right,
        };
        using var content = new StringContent(request, Encoding.UTF8, status == 415 ? "text/plain" : "application/json");

        AssertError(status, example, new Answer(await gateway.PostAsync(content, chunked: status == 411)));
    }

    [Fact]
    public async Task Health_is_as_documented()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        using var response = await gateway.Http.GetAsync(new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        OpenApiSchemas.AssertValid(nameof(HealthResponse), JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static void AssertError(int status, string example, Answer answer)
    {
        Assert.True(answer.Status == status, $"{example}: {answer.Text}");
        OpenApiSchemas.AssertValid(ComponentOf(Operation["responses"]![$"{status}"]!), answer.Json);
        var documented = Examples(status)[example]!["value"]!.AsObject();
        Assert.Equal(documented.Select(field => field.Key), answer.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal((string?)documented["message"], answer["message"]);
        Assert.True(JsonNode.DeepEquals(documented["errors"], JsonNode.Parse(answer.Text)!["errors"]), answer.Text);
    }

    private static JsonObject Body(string example) => Requests[example]!["value"]!["body"]!.AsObject();

    private static JsonObject Examples(int status) => Operation["responses"]![$"{status}"]!["content"]!["application/json"]!["examples"]!.AsObject();

    private static string ComponentOf(JsonNode response) => ((string)response["content"]!["application/json"]!["schema"]!["$ref"]!).Split('/')[^1];

    // RunResult is the record of other responses as well.
    private static string ComponentOf(string example)
    {
        var record = ApiExample.All.Single(each => each.Name == example).Contract.Response.GetType().Name;
        return OpenApiSchemas.Document["components"]!["schemas"]![$"{record}Response"] is null ? record : $"{record}Response";
    }
}
