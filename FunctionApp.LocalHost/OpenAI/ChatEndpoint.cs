using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>Chat completions. On Azure's dated versions the path names the model, by its deployment; on v1 and on OpenAI the body does.</summary>
internal sealed class ChatEndpoint(ModelCatalog models, TokenRates rates, TimeProvider clock)
{
    // The format's own share: 3 tokens per message and 3 to begin the answer (OpenAI Cookbook, "How to count tokens").
    private const int Overhead = 3;

    public HttpResponseMessage Complete(OpenAIRoute route, Uri uri, JsonElement body)
    {
        var name = route.IsDated ? route.Id : NameIn(body);
        var model = models.Find(name, route.Azure) ?? throw NotFound(route.Azure, name);
        if (route.IsDated && ModelCatalog.IsReasoning(model) && ApiVersions.RefusesReasoning(ApiVersions.In(uri)))
        {
            // Word for word, braces and all.
            throw ServiceProblem.Azure(
                HttpStatusCode.BadRequest, "BadRequest", "Model {modelName} is enabled only for api versions 2024-12-01-preview and later");
        }

        var request = ChatRequest.Read(body, ModelCatalog.IsReasoning(model));
        if (route.Azure && models.FindDeployment(name) is { } deployment)
            rates.Take(deployment, PromptTokens(request), request.MaximumTokens);
        return Answer.Json(HttpStatusCode.OK, Document(route.Azure, model, request, ChatReply.To(request, model)));
    }

    private JsonObject Document(bool azure, string model, ChatRequest request, ChatReply reply)
    {
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = reply.Text,
                ["refusal"] = null,
                ["annotations"] = new JsonArray(),
            },
            ["logprobs"] = null,
            ["finish_reason"] = reply.Cut ? "length" : "stop",
        };
        var completion = new JsonObject
        {
            ["id"] = $"chatcmpl-{Guid.NewGuid():N}",
            ["object"] = "chat.completion",
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["model"] = model,
            ["choices"] = new JsonArray(choice),
            ["usage"] = Usage(PromptTokens(request), Tokens.In(reply.Text)),
            ["system_fingerprint"] = "fp_simulated",
        };
        if (azure)
        {
            choice["content_filter_results"] = ContentFilterResults.Of();
            completion["prompt_filter_results"] = new JsonArray(
                new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = ContentFilterResults.Of() });
        }
        return completion;
    }

    private static int PromptTokens(ChatRequest request) => request.Messages.Sum(message => Tokens.In(message.Text) + Overhead) + Overhead;

    private static JsonObject Usage(int prompt, int completion) => new()
    {
        ["prompt_tokens"] = prompt,
        ["completion_tokens"] = completion,
        ["total_tokens"] = prompt + completion,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 0, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject
        {
            ["reasoning_tokens"] = 0,
            ["audio_tokens"] = 0,
            ["accepted_prediction_tokens"] = 0,
            ["rejected_prediction_tokens"] = 0,
        },
    };

    private static string NameIn(JsonElement body) => body.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String
        ? model.GetString()!
        : throw ServiceProblem.Invalid("you must provide a model parameter", null, null);

    private static ServiceProblem NotFound(bool azure, string name) => azure
        ? ServiceProblem.Azure(
            HttpStatusCode.NotFound,
            "DeploymentNotFound",
            "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a "
                + "moment and try again.")
        : ServiceProblem.OpenAI(
            HttpStatusCode.NotFound, $"The model `{name}` does not exist or you do not have access to it.", null, "model_not_found");
}
