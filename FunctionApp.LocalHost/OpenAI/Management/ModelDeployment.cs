namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>A fine-tuned model's deployment. Its state is never stored: it follows from the time since it was created.</summary>
/// <param name="Name">The name by which the data plane calls it.</param>
/// <param name="Model">The fine-tuned model.</param>
/// <param name="ModelVersion">The model's version, as asked for.</param>
/// <param name="Sku">The SKU's name, as asked for.</param>
/// <param name="Capacity">The SKU's capacity, as asked for.</param>
/// <param name="Created">When it was asked for.</param>
internal sealed record ModelDeployment(string Name, string Model, string ModelVersion, string Sku, int Capacity, DateTimeOffset Created)
{
    // Minutes in reality; nobody wants to wait for a simulation.
    private static readonly TimeSpan Creation = TimeSpan.FromSeconds(3);

    public bool IsReadyAt(DateTimeOffset now) => now >= Created + Creation;

    public string StateAt(DateTimeOffset now) => IsReadyAt(now) ? "Succeeded" : "Creating";
}
