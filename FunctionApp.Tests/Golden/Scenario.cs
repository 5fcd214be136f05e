using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using BotGateway.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Golden;

/// <summary>
/// Requests, sent one after the other to a gateway of their own. What each is answered is kept in a file to the byte. With <c>BOT_GATEWAY_GOLDEN=write</c>
/// the file is written anew; the diff then shows what clients would notice.
/// </summary>
internal sealed record Scenario(string Name, Func<TableService, Task<string>> RecordAsync)
{
    public static readonly string Folder = Repository.PathOf("FunctionApp.Tests/Golden/Answers");

    /// <summary>A scenario on a gateway whose clock moves with each request, and whose model service is asked once for each call.</summary>
    public static Scenario Of(
        string name,
        Func<Recording, Gateway, Task> playAsync,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null) => new(name, async tables =>
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithSettings(settings ?? []).WithServices(services =>
        {
            services.Configure<AzureOpenAIClientOptions>(options => options.RetryPolicy = new ClientRetryPolicy(0));
            configure?.Invoke(services);
        }).StartAsync();
        jobs.StepModelClock();
        var recording = new Recording(jobs);
        await playAsync(recording, jobs);
        return recording.ToString();
    });

    /// <summary>A scenario of bodies that need nothing but each other's names.</summary>
    public static Scenario Of(string name, params string[] bodies) => Of(name, (recording, _) => recording.CallAllAsync(bodies));

    public async Task AssertUnchangedAsync(TableService tables)
    {
        var answers = await RecordAsync(tables).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        var file = Path.Combine(Folder, $"{Name}.http");
        if (Environment.GetEnvironmentVariable("BOT_GATEWAY_GOLDEN") == "write")
            await File.WriteAllTextAsync(file, answers, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(file), $"{file} is missing.");
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), answers);
    }
}
