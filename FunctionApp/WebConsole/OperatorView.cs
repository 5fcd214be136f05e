using System.Globalization;
using System.Net;
using BotGateway.Authentication;
using BotGateway.Erasure;
using BotGateway.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.WebConsole;

/// <summary>The console in the deployed app: the same page, and what operators may read of the clients.</summary>
internal sealed partial class OperatorView(
    ClientDirectory clients, ReadEvents events, ErasureGate erasures, ConsoleLimits limits, TimeProvider clock, ILogger<OperatorView> logger)
{
    // App Service's own address, which leads back after the sign-in.
    private const string SignIn = "/.auth/login/aad?post_login_redirect_uri=%2Fconsole";

    private static readonly Dictionary<string, ConsoleFile> Files = ConsoleFile.All.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <exception cref="GatewayException">Any answer other than success, sign-in and 401.</exception>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        string[] path = [.. request.Url.Segments.Skip(2).Select(segment => Uri.UnescapeDataString(segment.TrimEnd('/')))];
        if (ConsolePrincipal.TryRead(request.Headers) is not { } principal)
            return path is [] ? SignInFor(request) : await request.RefuseAsync(cancellationToken);
        if (!principal.HasRole)
            throw new GatewayException(ErrorKind.Forbidden, "You have neither the role 'Operator' nor one of the roles 'Client:<id>' of this app.");

        return path switch
        {
            [] => await SendAsync(request, Files[ConsoleFile.StartPage], cancellationToken),
            ["session.json"] => await SendSessionAsync(request, principal, cancellationToken),
            ["data", var client, var name] => await ReadAsync(request, principal, client, name, cancellationToken),
            _ when Files.TryGetValue(string.Join('/', path), out var file) => await SendAsync(request, file, cancellationToken),
            _ => throw new GatewayException(ErrorKind.NotFound, "The console has nothing at this address."),
        };
    }

    private async Task<HttpResponseData> ReadAsync(
        HttpRequestData request, ConsolePrincipal principal, string clientId, string name, CancellationToken cancellationToken)
    {
        RequireOwnPage(request);
        using var permit = limits.Take(principal);
        // Whether a client exists is not told to an operator who may not read it.
        if (!principal.MayRead(clientId) || !clients.TryFind(clientId, out var client))
            throw new GatewayException(ErrorKind.NotFound, "There is no such client, or your roles do not include it.");
        var (called, body) = events.Find(name, request.Query);
        LogRead(request.FunctionContext.InvocationId, principal.Id, called.Name, client.Id);
        await erasures.CheckAsync(client, called);
        return await request.SucceedAsync(called.Name, await called.HandleAsync(client, body, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseData> SendSessionAsync(HttpRequestData request, ConsolePrincipal principal, CancellationToken cancellationToken)
    {
        RequireOwnPage(request);
        using var permit = limits.Take(principal);
        var session = new OperatorSession(
            "operator", "real", [.. clients.Ids.Where(principal.MayRead)], clock.GetUtcNow().UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        return await SendAsync(request, new("session.json", "application/json", ConsoleJson.WriteUtf8(session)), cancellationToken);
    }

    // The sign-in is a cookie, which other origins' requests may carry too; their pages cannot change this header.
    private static void RequireOwnPage(HttpRequestData request)
    {
        if (request.Headers.TryGetValues("Sec-Fetch-Site", out var sites) && sites.Any(site => site != "same-origin"))
            throw new GatewayException(ErrorKind.Forbidden, "This address is for the console's own page.");
    }

    private static HttpResponseData SignInFor(HttpRequestData request)
    {
        // Another sign-in would come back with the same account.
        if (request.Headers.Contains(ConsolePrincipal.Header))
            throw new GatewayException(ErrorKind.Forbidden, "You are not signed in with exactly one account of Microsoft Entra; /.auth/logout signs you out.");
        var response = request.CreateResponse(HttpStatusCode.Found);
        response.Headers.Add("Location", SignIn);
        return response;
    }

    private static async Task<HttpResponseData> SendAsync(HttpRequestData request, ConsoleFile file, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse();
        response.Headers.Add("Content-Type", file.ContentType);
        await response.Body.WriteAsync(file.Content, cancellationToken);
        return response;
    }

    [LoggerMessage(111, LogLevel.Information, "Console request {RequestId} of operator {Operator}: {Event} of {Client}")]
    private partial void LogRead(string requestId, string @operator, string @event, string client);
}
