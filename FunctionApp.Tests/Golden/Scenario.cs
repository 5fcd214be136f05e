using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Golden;

/// <summary>Requests, sent one after the other to a gateway of their own.</summary>
/// <param name="Name">The name of the file that keeps the answers.</param>
/// <param name="RecordAsync">Sends them; its result is the file's content.</param>
internal sealed record Scenario(string Name, Func<TableService, NodeClient, Task<string>> RecordAsync)
{
    /// <summary>A scenario on a gateway whose clock moves with each request, and whose model service is asked once for each call.</summary>
    public static Scenario Of(
        string name,
        Func<Recording, JobGateway, Task> playAsync,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null) => new(name, async (tables, _) =>
    {
        await using var jobs = await JobGateway.StartAsync(tables, settings, configure: services =>
        {
            services.Configure<AzureOpenAIClientOptions>(options => options.RetryPolicy = new ClientRetryPolicy(0));
            configure?.Invoke(services);
        });
        jobs.StepService();
        var recording = new Recording(jobs.Gateway);
        await playAsync(recording, jobs);
        return recording.ToString();
    });

    /// <summary>A scenario of bodies that need nothing but each other's names.</summary>
    public static Scenario Of(string name, params string[] bodies) => Of(name, (recording, _) => recording.CallAllAsync(bodies));
}
