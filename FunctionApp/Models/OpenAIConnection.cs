using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.Options;
using OpenAI;

namespace BotGateway.Models;

/// <summary>The SDK's client of the configured service, and all in which the two services differ.</summary>
public sealed class OpenAIConnection
{
    // The newest version that Azure.AI.OpenAI 2.1.0 offers.
    private const string ApiVersion = "api-version=2024-10-21";

    private readonly Uri _base;
    private readonly bool _isAzure;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="azure">The SDK's options for an Azure account.</param>
    /// <param name="openAI">The SDK's options for the OpenAI service.</param>
    /// <param name="identity">The app's identity, used on Azure where no key is set.</param>
    public OpenAIConnection(
        IOptions<OpenAIOptions> options, IOptions<AzureOpenAIClientOptions> azure, IOptions<OpenAIClientOptions> openAI, TokenCredential identity)
    {
        var settings = options.Value;
        _isAzure = settings.IsAzure;
        if (_isAzure)
        {
            Client = settings.ApiKey is { Length: > 0 } key
                ? new AzureOpenAIClient(settings.Endpoint!, new ApiKeyCredential(key), azure.Value)
                : new AzureOpenAIClient(settings.Endpoint!, identity, azure.Value);
            _base = new Uri($"{settings.Endpoint!.AbsoluteUri.TrimEnd('/')}/openai/");
        }
        else
        {
            openAI.Value.Endpoint = settings.Endpoint;
            Client = new OpenAIClient(new ApiKeyCredential(settings.ApiKey!), openAI.Value);
            _base = new Uri($"{(settings.Endpoint?.AbsoluteUri ?? "https://api.openai.com/v1").TrimEnd('/')}/");
        }
    }

    /// <summary>The SDK's client; Azure's derives from OpenAI's.</summary>
    public OpenAIClient Client { get; }

    /// <summary>Azure asks that training files start with a byte-order mark; the OpenAI service does not know it.</summary>
    public ReadOnlySpan<byte> TrainingFilePreamble => _isAzure ? [0xEF, 0xBB, 0xBF] : [];

    /// <summary>
    /// Sends a request that the SDK has no method for: <c>GetFineTuningClient</c> of Azure.AI.OpenAI 2.1.0 throws. Authentication, retries and
    /// transport are those of the SDK's client.
    /// </summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query below the service's root.</param>
    /// <param name="body">The JSON to send, or null. A request with a body creates something, so it is never sent twice.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer's content.</returns>
    /// <exception cref="ClientResultException">The service answered with an error.</exception>
    public async Task<BinaryData> SendAsync(string method, string path, BinaryContent? body, CancellationToken cancellation)
    {
        using var message = Client.Pipeline.CreateMessage();
        message.Apply(new RequestOptions { CancellationToken = cancellation, BufferResponse = true });
        message.ResponseClassifier = body is null ? SuccessClassifier : SentOnceClassifier.Instance;
        message.Request.Method = method;
        message.Request.Uri = new Uri(_base, _isAzure ? $"{path}{(path.Contains('?') ? '&' : '?')}{ApiVersion}" : path);
        message.Request.Headers.Set("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Set("Content-Type", "application/json");
            message.Request.Content = body;
        }

        await Client.Pipeline.SendAsync(message);
        var response = message.Response!;
        return response.IsError ? throw await ClientResultException.CreateAsync(response) : response.Content;
    }

    private static readonly PipelineMessageClassifier SuccessClassifier = PipelineMessageClassifier.Create([200, 201]);

    private sealed class SentOnceClassifier : PipelineMessageClassifier
    {
        public static readonly SentOnceClassifier Instance = new();

        public override bool TryClassify(PipelineMessage message, out bool isError) => SuccessClassifier.TryClassify(message, out isError);

        public override bool TryClassify(PipelineMessage message, Exception? exception, out bool isRetriable)
        {
            isRetriable = false;
            return true;
        }
    }
}
