using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>Deployments: <c>DIR/openai/deployments/{name}.json</c>.</summary>
internal sealed class DeploymentStore(string dataDirectory)
{
    private readonly JsonFolder<ModelDeployment> _deployments = new(Path.Combine(dataDirectory, "openai", "deployments"));

    public ModelDeployment? Find(string name) => _deployments.Find(name);

    public IEnumerable<ModelDeployment> All() => _deployments.All().Select(deployment => deployment.Item);

    public void Write(ModelDeployment deployment) => _deployments.Write(deployment.Name, deployment);

    public void Delete(string name) => _deployments.Delete(name);
}
