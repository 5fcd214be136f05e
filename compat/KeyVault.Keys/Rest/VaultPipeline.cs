using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>Sends one request of Key Vault's REST protocol: JSON both ways, authenticated as the vault's challenge asks.</summary>
internal sealed class VaultPipeline(TokenCredential credential, KeyClientOptions options)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpPipeline _pipeline =
        HttpPipelineBuilder.Build(options, new ChallengePolicy(credential, !options.DisableChallengeResourceVerification));
    private readonly string _apiVersion = options.ApiVersion;

    public async Task<Response<T>> SendAsync<T>(RequestMethod method, Uri address, object body, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(address);

        // A page's nextLink carries the version already.
        if (address.Query.Length == 0)
            request.Uri.AppendQuery("api-version", _apiVersion);

        request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            request.Headers.Add(HttpHeader.Common.JsonContentType);
            request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, Json));
        }

        await _pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status != 200)
            throw new RequestFailedException(message.Response);

        return Response.FromValue(message.Response.Content.ToObjectFromJson<T>(Json), message.Response);
    }
}
