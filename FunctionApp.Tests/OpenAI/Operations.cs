using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

/// <summary>All that the gateway asks of the model service.</summary>
internal static class Operations
{
    private static readonly ChatRequest Chat = new("my-model", [ChatMessages.Of(new ChatMessage("user", "Secreto del cliente."))], 0.8, 100);
    private static readonly FineTuningRequest Job = new("my-model", "file-1", null, null, null, null);

    public static IReadOnlyDictionary<string, Func<IModelService, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<IModelService, CancellationToken, Task>>
        {
            ["chat"] = (service, cancellation) => service.ChatAsync(Chat, cancellation),
            ["create-job"] = (service, cancellation) => service.CreateJobAsync(Job, cancellation),
            ["job"] = (service, cancellation) => service.GetJobAsync("ftjob-1", cancellation),
            ["list-jobs"] = (service, cancellation) => service.FindJobByFileAsync("file-1", cancellation),
            ["upload"] = (service, cancellation) => service.UploadAsync("examples.jsonl", stream => stream.Write("{}"u8), cancellation),
            ["file"] = (service, cancellation) => service.IsProcessedAsync("file-1", cancellation),
            ["list-files"] = (service, cancellation) => service.FindFilesAsync("examples", cancellation),
            ["delete-file"] = (service, cancellation) => service.DeleteFileAsync("file-1", cancellation),
            ["models"] = (service, cancellation) => service.ProbeAsync(cancellation),
        };

    public static TheoryData<string, string> OnBothServices =>
        [.. All.Keys.Select(name => ("azure", name)), .. All.Keys.Select(name => ("openai", name))];

    public static async Task<GatewayException> FailAsync(
        string provider, string operation, Func<CancellationToken, Task<HttpResponseMessage>> failure, int sent)
    {
        var service = new ScriptedService(failure);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(
            () => All[operation](Service.Over(service, provider), TestContext.Current.CancellationToken));

        Assert.Equal(sent, service.Requests.Count);
        return problem;
    }
}
