using BotGateway.Client;

namespace BotGateway.Cli.Comparing;

/// <summary>A model that is compared, with bots of its own that are deleted afterwards.</summary>
internal sealed class Candidate(BotGatewayClient client, string model) : IAsyncDisposable
{
    private static readonly TimeSpan DeletionLimit = TimeSpan.FromSeconds(20);

    // Examples with the same instructions share a bot.
    private readonly Dictionary<string, string> _bots = new(StringComparer.Ordinal);
    private readonly List<string> _threads = [];

    public string Model => model;

    /// <summary>What could not be deleted.</summary>
    public List<string> Left { get; } = [];

    public async Task<Reply> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var (prompt, completion, answer) = (0L, 0L, "");
        try
        {
            var bot = await BotOfAsync(question.Instructions, cancellationToken);
            var thread = (await client.NewThreadAsync(new(), cancellationToken)).ThreadId;
            _threads.Add(thread);
            foreach (var message in question.Messages)
            {
                var response = await client.MessagingAsync(new() { BotId = bot, ThreadId = thread, Message = message }, cancellationToken);
                (prompt, completion) = (prompt + (response.Usage?.PromptTokens ?? 0), completion + (response.Usage?.CompletionTokens ?? 0));
                answer = response.Message;
            }

            return new(answer, null, Similarity.Of(answer, question.Expected), prompt, completion);
        }
        catch (BotGatewayException failure)
        {
            return new(null, Plain.Line(failure.Message), 0, prompt, completion);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Also after Ctrl-C, but not for ever.
        using var limit = new CancellationTokenSource(DeletionLimit);
        foreach (var thread in _threads)
            await DeleteAsync(thread, cancel => client.DeleteThreadAsync(new() { ThreadId = thread }, cancel), limit.Token);
        foreach (var bot in _bots.Values)
            await DeleteAsync(bot, cancel => client.DeleteBotAsync(new() { BotId = bot }, cancel), limit.Token);
    }

    private async Task<string> BotOfAsync(string instructions, CancellationToken cancellationToken)
    {
        if (_bots.TryGetValue(instructions, out var known))
            return known;
        var response = await client.NewBotAsync(
            new() { Name = "bots compare", Instructions = instructions, ModelId = model, Temperature = 0 }, cancellationToken);
        if (response.ThreadId is { } thread)
            _threads.Add(thread);
        return _bots[instructions] = response.BotId;
    }

    private async Task DeleteAsync(string id, Func<CancellationToken, Task> delete, CancellationToken cancellationToken)
    {
        try
        {
            await delete(cancellationToken);
        }
        catch (Exception failure) when (failure is BotGatewayException or OperationCanceledException)
        {
            Left.Add(id);
        }
    }
}
