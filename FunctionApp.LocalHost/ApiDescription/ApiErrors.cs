using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>Every HTTP status of <c>POST /lambda</c> other than 200, as listed in docs/api.md.</summary>
internal static class ApiErrors
{
    private const string RetryAfter = "Retry-After";
    private const string UnknownThread = "thread_00000000000000000000000000000000";

    public static IReadOnlyList<ApiError> All { get; } =
    [
        new(400,
            "Invalid request: malformed JSON, an unknown event, an invalid field, a model that is not allowed or not deployed, "
            + "or a text that the model service rejects.",
            [],
            ErrorExample.Of(400, "missing_field", "'name' is missing.") with { Body = new() { ["event_name"] = "new_bot" } },
            ErrorExample.Of(400, "model_not_allowed", $"'modelID' must be a model that one of your jobs trained or a base model ({ExampleIds.Model}).")
                with { Body = ApiExample.CreateBody("new_bot", new NewBotRequest { Name = "Chistero", Instructions = "Cuentas chistes.", ModelId = "gpt-3" }) },
            FaultyExamples()),
        new(401, "Authentication failed. The reason is only in the gateway's log.", [],
            new ErrorExample("unauthorized", new ErrorResponse { Status = 401, Message = "unauthorized" })),
        new(404, "The bot, thread, job, model, file, routine or dataset does not exist or belongs to another client. "
            + "The Functions host itself also answers 404, without a body, to other paths.", [],
            ErrorExample.Of(404, "no_such_thread", $"There is no thread '{UnknownThread}'.")
            with
            {
                Body = ApiExample.CreateBody("messaging", new MessagingRequest { BotId = ExampleIds.Bot, ThreadId = UnknownThread, Message = "Hola" }),
            }),
        new(405, "Another method than POST (with Allow).", ["Allow"], ErrorExample.Of(405, "get", "Requests are sent with POST.")),
        new(408, "The body arrives too slowly.", [],
            ErrorExample.Of(408, "slow_body", "The request body arrives too slowly: at least 10240 bytes a second, and no pause of 10 seconds.")),
        new(409, "The thread is busy (with Retry-After), the status of the routine, job, model or file does not allow the action, the bot has another version, the legacy_id is in use, "
            + "or the part already exists with other examples.",
            [RetryAfter],
            ErrorExample.Of(409, "other_part",
                "Part 2 of the dataset already exists with other examples: send these as another part, or start another dataset.")
            with
            {
                Body = ApiExample.CreateBody(
                    "add_examples", new AddExamplesRequest { DatasetId = ExampleIds.OpenDataset, Part = 2, Jsonl = TrainingExamples.Array(5, 2) }),
            }),
        new(411, "No Content-Length, as with chunked requests.", [],
            ErrorExample.Of(411, "chunked", "The request must have a Content-Length: Azure Functions does not accept chunked bodies (Transfer-Encoding).")),
        new(413, "The request is larger than Requests__MaxBytes, or the dataset would exceed its limit.", [],
            ErrorExample.Of(413, "too_large", "The request is larger than 8388608 bytes. Larger training data is sent in parts, with 'add_examples'.")),
        new(415, "Not JSON, or an unsupported Content-Encoding (with Accept-Encoding).", ["Accept-Encoding"],
            ErrorExample.Of(415, "not_json", "The request must be JSON: send 'Content-Type: application/json' (UTF-8).")),
        new(429, "The client exceeds one of its limits, or the model service is rate limiting requests. "
            + "The Functions host itself also answers 429, without a body, above 100 concurrent requests per instance.", [RetryAfter],
            ErrorExample.Of(429, "model_service_busy", "The model service is rate limiting requests; retry later.")),
        new(500, "An internal error, including invalid credentials or exhausted quota of the gateway's account at the model service.", [],
            ErrorExample.Of(500, "credentials", "The model service rejects the gateway's credentials.")),
        new(502, "The model service failed.", [], ErrorExample.Of(502, "model_service_failed", "The model service failed with 500 (500).")),
        new(503, "The vault, the tables, the blobs or the model service are unavailable, the bot's model is being deployed again, "
            + "or too many large requests are being received.",
            [RetryAfter],
            ErrorExample.Of(503, "model_service_unavailable", "The model service is unavailable (503).")),
        new(504, "The model service took longer than 3 minutes.", [], ErrorExample.Of(504, "too_late", "The model service took too long to answer.")),
    ];

    private static ErrorExample FaultyExamples()
    {
        var example = ErrorExample.Of(400, "faulty_examples", "'jsonl' has examples that cannot be trained on; 'errors' lists them by line.");
        return example with
        {
            Response = example.Response with { Errors = [new ExampleError { Line = 3, Message = "'messages' must be an array with at least one message." }] },
            Body = ApiExample.CreateBody("train", new TrainRequest { Jsonl = TrainingExamples.Faulty() }),
        };
    }
}
