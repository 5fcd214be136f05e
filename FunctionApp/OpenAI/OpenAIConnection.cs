using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.Options;
using OpenAI;

namespace BotGateway.OpenAI;

/// <summary>The SDK's client of the configured service, and all in which the two services differ.</summary>
internal sealed class OpenAIConnection
{
    private static readonly PipelineMessageClassifier Success = PipelineMessageClassifier.Create([200, 201, 202, 204]);
    private static readonly SentOnceClassifier SentOnce = new(Success);

    private readonly ClientPipeline _pipeline;
    private readonly ServiceAddress _address;
    private readonly bool _isAzure;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    public OpenAIConnection(
        IOptions<OpenAIOptions> options, IOptions<AzureOpenAIClientOptions> azure, IOptions<OpenAIClientOptions> openAI, TokenCredential identity)
    {
        var settings = options.Value;
        _isAzure = settings.IsAzure;
        _address = ServiceAddress.Of(settings);
        _pipeline = (settings.ApiKey, _isAzure) switch
        {
            ({ Length: > 0 } key, true) => new AzureOpenAIClient(settings.Endpoint!, new ApiKeyCredential(key), azure.Value).Pipeline,
            (_, true) => new AzureOpenAIClient(settings.Endpoint!, identity, azure.Value).Pipeline,
            var (key, _) => new OpenAIClient(new ApiKeyCredential(key!), openAI.Value).Pipeline,
        };
    }

    /// <summary>Azure asks that training files start with a byte-order mark; the OpenAI service does not know it.</summary>
    public ReadOnlySpan<byte> TrainingFilePreamble => _isAzure ? [0xEF, 0xBB, 0xBF] : [];

    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    internal Task<BinaryData> SendAsync(ServiceCall call, string method, string path) =>
        SendAsync(call, method, _address.Resolve(path), null, null, Success);

    /// <summary>Has something created. It is sent once, as the service would make two.</summary>
    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    internal Task<BinaryData> CreateAsync(ServiceCall call, string path, BinaryContent json) =>
        SendAsync(call, "POST", _address.Resolve(path), json, "application/json", SentOnce);

    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    internal Task<BinaryData> UploadAsync(ServiceCall call, FormContent form) =>
        SendAsync(call, "POST", _address.Resolve("files"), form, form.ContentType, Success);

    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    internal Task<BinaryData> ChatAsync(ServiceCall call, string model, BinaryContent json) =>
        SendAsync(call, "POST", _address.ResolveChat(model), json, "application/json", Success);

    /// <summary>Reads a file's content as it comes, whatever its size.</summary>
    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    internal async Task<T> ReadAsync<T>(ServiceCall call, string path, Func<Stream, Task<T>> readAsync)
    {
        using var message = CreateMessage(call, "GET", _address.Resolve(path), Success, isBuffered: false);
        var response = await SendAsync(message);
        await using var content = response.ContentStream ?? Stream.Null;
        return await readAsync(content);
    }

    private async Task<BinaryData> SendAsync(
        ServiceCall call, string method, Uri uri, BinaryContent? body, string? mediaType, PipelineMessageClassifier classifier)
    {
        using var message = CreateMessage(call, method, uri, classifier, isBuffered: true);
        if (body is not null)
        {
            message.Request.Headers.Set("Content-Type", mediaType!);
            message.Request.Content = body;
        }

        return (await SendAsync(message)).Content;
    }

    // The SDK's own methods know the dated addresses only, and none for fine-tuning (GetFineTuningClient of Azure.AI.OpenAI 2.1.0 throws). Authentication,
    // retries and transport are those of the SDK's client.
    private PipelineMessage CreateMessage(ServiceCall call, string method, Uri uri, PipelineMessageClassifier classifier, bool isBuffered)
    {
        var message = _pipeline.CreateMessage();
        message.Apply(new RequestOptions { CancellationToken = call.Cancellation, BufferResponse = isBuffered });
        message.SetProperty(typeof(ServiceCall), call);
        message.ResponseClassifier = classifier;
        message.Request.Method = method;
        message.Request.Uri = uri;
        message.Request.Headers.Set("Accept", "application/json");
        return message;
    }

    private async Task<PipelineResponse> SendAsync(PipelineMessage message)
    {
        await _pipeline.SendAsync(message);
        var response = message.Response!;
        return response.IsError ? throw await ClientResultException.CreateAsync(response) : response;
    }
}
