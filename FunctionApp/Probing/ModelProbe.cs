using BotGateway.Configuration;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Probing;

/// <summary>
/// Finds base models that are not deployed. The data plane cannot list deployments, so each model is sent a chat without messages, which costs nothing: the
/// service rejects it with a 404 if there is no such deployment, and otherwise because of the missing messages.
/// </summary>
internal sealed partial class ModelProbe(IModelService models, IOptions<OpenAIOptions> options, TimeProvider clock, ILogger<ModelProbe> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // The SDK retries for minutes when the service is down, which the health probe reports already.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<string[]>? _last;
    private long _askedAt;

    public async Task<IReadOnlyList<string>> FindMissingAsync(CancellationToken cancellationToken)
    {
        Task<string[]> probe;
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && clock.GetElapsedTime(_askedAt) >= Lifetime))
            {
                _askedAt = clock.GetTimestamp();
                _last = AskAsync();
            }

            probe = _last;
        }

        return await probe.WaitAsync(cancellationToken);
    }

    private async Task<string[]> AskAsync()
    {
        var aliases = ModelAliases.Parse(options.Value.ModelAliases);
        var names = CommaSeparated.Parse(options.Value.BaseModels).Select(name => aliases?.GetValueOrDefault(name) ?? name).Distinct();
        using var patience = new CancellationTokenSource(Patience, clock);
        var answers = await Task.WhenAll(names.Select(async name => (Name: name, IsMissing: await IsMissingAsync(name, patience.Token))));
        string[] missing = [.. answers.Where(answer => answer.IsMissing).Select(answer => answer.Name)];
        foreach (var name in missing)
            LogMissing(name);
        return missing;
    }

    private async Task<bool> IsMissingAsync(string model, CancellationToken patience)
    {
        try
        {
            await models.ChatAsync(new ChatRequest(model, [], Temperature: 1, MaxCompletionTokens: 1), patience);
            return false;
        }
        catch (GatewayException problem)
        {
            return problem.IsGone;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(41, LogLevel.Warning, "Base model '{Model}' of setting 'OpenAI__BaseModels' is not deployed")]
    private partial void LogMissing(string model);
}
