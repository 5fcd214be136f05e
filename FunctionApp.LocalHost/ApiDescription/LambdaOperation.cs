using System.Globalization;
using System.Text.Json.Nodes;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary><c>POST /lambda</c>.</summary>
internal static class LambdaOperation
{
    public static JsonObject Create() => new()
    {
        ["operationId"] = "sendEvent",
        ["summary"] = "Sends an event",
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = ApiResponse.Content(ContractSchemas.ReferenceTo(EnvelopeSchemas.Request), ApiExample.All.Select(Request)),
        },
        ["responses"] = Responses(),
    };

    private static (string Name, string? Summary, JsonObject Value) Request(ApiExample example) =>
        (example.Name, example.Summary, new JsonObject { ["payload"] = new JsonObject { ["token"] = "..." }, ["body"] = example.Body });

    private static JsonObject Responses()
    {
        var responses = new JsonObject
        {
            ["200"] = ApiResponse.Create(
                "Success.", EnvelopeSchemas.Success, ApiExample.All.Select(example => (example.Name, (string?)example.Summary, example.Answer))),
        };
        foreach (var error in ApiErrors.All)
        {
            responses[error.Status.ToString(CultureInfo.InvariantCulture)] = ApiResponse.Create(
                error.Description,
                error.Status == 401 ? EnvelopeSchemas.Unauthorized : nameof(ErrorResponse),
                error.Examples.Select(example => (example.Name, (string?)null, example.Answer)),
                error.Headers);
        }

        return responses;
    }
}
