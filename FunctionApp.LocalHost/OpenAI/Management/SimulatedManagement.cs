using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>
/// Azure Resource Manager's REST protocol for the deployments of one account (put, get, delete) at https://management.azure.com, without
/// any socket: put it under the management client's transport. Only fine-tuned models of succeeded jobs can be deployed; a deployment is
/// <c>Creating</c> for three seconds, then <c>Succeeded</c>. State is in <c>DIR/openai/deployments</c>, one JSON file each.
/// </summary>
/// <param name="dataDirectory">The folder DIR, the one of <see cref="SimulatedOpenAI"/>.</param>
/// <param name="clock">Moves deployments through their states.</param>
/// <param name="credential">The credential whose token is accepted.</param>
/// <param name="faults">The faults for tests; one of its own when null.</param>
/// <param name="quota">How much capacity all deployments may have together, in thousands of tokens a minute.</param>
public sealed partial class SimulatedManagement(
    string dataDirectory, TimeProvider clock, LocalCredential credential, Faults? faults = null, int quota = SimulatedManagement.Quota)
    : SimulatedService(faults)
{
    /// <summary>The only account there is.</summary>
    public const string AccountId =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.CognitiveServices/accounts/local";

    private const int Quota = 1_000;

    private readonly DeploymentStore _deployments = new(dataDirectory);
    private readonly ModelCatalog _models = new(new(dataDirectory), clock, new(dataDirectory));

    /// <summary>Takes a deployment away, as the service does with one that nobody has used for 15 days.</summary>
    /// <param name="name">The deployment; it need not exist.</param>
    public void Remove(string name) => _deployments.Delete(name);

    /// <inheritdoc/>
    protected override string OperationOf(HttpRequestMessage request) => ManagementRoute.Of(request).Operation;

    /// <inheritdoc/>
    protected override async Task<JsonElement?> RecordedBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return request.Content is { } content ? JsonElement.Parse(await content.ReadAsByteArrayAsync(cancellationToken)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The request is for another host: there is no network here.</exception>
    protected override async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        if (uri.GetLeftPart(UriPartial.Authority) != $"https://{LocalCredential.Management}")
        {
            throw new HttpRequestException(
                HttpRequestError.NameResolutionError, $"The simulated management plane does not serve {uri.Host}.");
        }
        try
        {
            return Serve(request, await RecordedBodyAsync(request, cancellationToken));
        }
        catch (ManagementProblem problem)
        {
            return problem.ToResponse();
        }
    }

    private HttpResponseMessage Serve(HttpRequestMessage request, JsonElement? body)
    {
        if (request.Headers.Authorization is not { Scheme: "Bearer" } authorization)
            throw ManagementProblem.MissingToken();
        if (!credential.Accepts(LocalCredential.Management, authorization.Parameter))
            throw ManagementProblem.InvalidToken();
        ManagementRoute.CheckVersion(request.RequestUri!);

        var route = ManagementRoute.Of(request);
        if (route.Operation != ManagementRoute.Unknown && !route.Account.Equals(AccountId, StringComparison.OrdinalIgnoreCase))
        {
            throw ManagementProblem.NotFound(
                "ParentResourceNotFound",
                "Failed to perform the operation on resource(s) of type 'accounts/deployments', because the parent resource "
                    + $"'{route.Account}' could not be found.");
        }
        return route.Operation switch
        {
            ManagementRoute.Put => Put(route.Deployment, DeploymentRequest.Read(body)),
            ManagementRoute.Get => Document(HttpStatusCode.OK, Require(route.Deployment)),
            ManagementRoute.Delete => Delete(route.Deployment),
            _ => throw ManagementProblem.NotFound("InvalidResourceType", "The resource type could not be found in the namespace."),
        };
    }

    private HttpResponseMessage Put(string name, DeploymentRequest asked)
    {
        if (!DeploymentName().IsMatch(name))
            throw ManagementProblem.BadRequest("InvalidResourceName", $"The deployment name '{name}' is not valid.");
        if (_models.FindTrained(asked.Model) is null || asked.ModelVersion != "1")
        {
            throw ManagementProblem.BadRequest(
                "DeploymentModelNotSupported",
                $"The model 'Format: OpenAI, Name: {asked.Model}, Version: {asked.ModelVersion}' of account deployment is not supported.");
        }

        var old = _deployments.Find(name);
        CheckQuota(name, asked.Capacity);
        if (old is not null && old.Model == asked.Model)
        {
            old = old with { Sku = asked.Sku, Capacity = asked.Capacity };
            _deployments.Write(old);
            return Document(HttpStatusCode.OK, old);
        }

        var deployment = new ModelDeployment(name, asked.Model, asked.ModelVersion, asked.Sku, asked.Capacity, clock.GetUtcNow());
        _deployments.Write(deployment);
        return Document(old is null ? HttpStatusCode.Created : HttpStatusCode.OK, deployment);
    }

    private void CheckQuota(string name, int capacity)
    {
        var used = _deployments.All().Where(deployment => deployment.Name != name).Sum(deployment => deployment.Capacity);
        if (capacity + used > quota)
        {
            throw ManagementProblem.BadRequest(
                "InsufficientQuota",
                $"This operation require {capacity} new capacity in quota Tokens Per Minute (thousands), which is bigger than the current available "
                    + $"capacity {quota - used}. The current quota usage is {used} and the quota limit is {quota} for quota Tokens Per Minute (thousands).");
        }
    }

    private ModelDeployment Require(string name) => _deployments.Find(name)
        ?? throw ManagementProblem.NotFound(
            "ResourceNotFound",
            $"The Resource 'Microsoft.CognitiveServices/accounts/local/deployments/{name}' under resource group 'local' was not found. "
                + "For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    private HttpResponseMessage Delete(string name)
    {
        var status = _deployments.Find(name) is null ? HttpStatusCode.NoContent : HttpStatusCode.OK;
        Remove(name);
        return new(status);
    }

    private HttpResponseMessage Document(HttpStatusCode status, ModelDeployment deployment) => Answer.Json(status, new JsonObject
    {
        ["id"] = $"{AccountId}/deployments/{deployment.Name}",
        ["type"] = "Microsoft.CognitiveServices/accounts/deployments",
        ["name"] = deployment.Name,
        ["sku"] = new JsonObject { ["name"] = deployment.Sku, ["capacity"] = deployment.Capacity },
        ["properties"] = new JsonObject
        {
            ["model"] = new JsonObject { ["format"] = "OpenAI", ["name"] = deployment.Model, ["version"] = deployment.ModelVersion },
            ["versionUpgradeOption"] = "NoAutoUpgrade",
            ["provisioningState"] = deployment.StateAt(clock.GetUtcNow()),
        },
    });

    // As the Azure REST specification has it.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{1,63}\z")]
    private static partial Regex DeploymentName();
}
