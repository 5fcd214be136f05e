using BotGateway.Authentication;
using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Telemetry;
using BotGateway.Usage;
using Microsoft.Extensions.Options;

namespace BotGateway.Bots.Threads;

/// <summary>Sends a message to a bot in a thread: asks the model with the thread's history, and keeps the turn.</summary>
internal sealed class Conversation(
    IBotStore bots,
    IThreadStore threads,
    ThreadLeases leases,
    AllowedModels allowed,
    IModelService models,
    JobDeployment deployments,
    ModelUse use,
    IUsageLedger usage,
    GatewayMetrics metrics,
    TimeProvider clock,
    IOptions<MessagingOptions> options)
{
    // The value of the previous service.
    private const double DefaultTemperature = 0.8;

    // Turns of this length beside the longest message stay below the 1 MiB of a row. Hardly a model writes as much within MaxCompletionTokens; what one does
    // is paid for, so only its end is lost.
    private const int MaxAnswerLength = 250_000;

    private readonly MessagingOptions _limits = options.Value;

    /// <param name="key">Of a message that may be retried: a retry gets the answer that is already in the thread. Null for others.</param>
    /// <param name="isFresh">Whether the model sees nothing of the thread's history.</param>
    /// <exception cref="GatewayException">
    /// NotFound: there is no such thread; Throttled: the client's budget is exhausted; Conflict: other messages have kept it busy for too long; Gone: the client may no longer use the bot's model; or what
    /// <see cref="IModelService"/> throws. The thread is as it was.
    /// </exception>
    public async Task<ChatAnswer> SendAsync(
        Client client, Bot bot, string threadId, string message, TurnKey? key, CancellationToken cancellationToken, bool isFresh = false)
    {
        usage.RequireBudget(client);
        var history = await leases.AcquireAsync(client, threadId, cancellationToken);
        var isKept = false;
        try
        {
            // Only now: another attempt of the same key may have had the thread a moment ago.
            if (key is { IsFirstAttempt: false } && await threads.FindByKeyAsync(client, threadId, key, cancellationToken) is { } earlier)
                return earlier.Answer;

            var billed = await allowed.RequireStillAsync(client, bot.Model, cancellationToken);
            if (!history.Header.ListedBots.Contains(bot.Id))
                await threads.ListAsync(client, threadId, bot.Id, cancellationToken);
            var reminded = isFresh ? [] : history.Turns;
            var request = Ask(bot, reminded, message);
            await using var reservation = await usage.ReserveAsync(client, threadId, () => Estimate(request, bot, reminded, message));
            var answer = await AskAsync(client, request, cancellationToken);
            var now = clock.GetUtcNow();
            var used = reservation.Used = new UsageItem(UsageItem.DayOf(now), bot.Id, billed, AmountOf(answer));
            // The answer is paid for: a client that disconnects now finds it in the thread.
            var turn = new Turn(history.LastNumber + 1, message, answer.Message, answer.Usage, answer.IsTruncated)
            {
                Use = new ReservedUse(reservation.Id, used, now),
                Tokens = TokenBudget.CountOf(message, answer.Message),
            };
            isKept = await threads.TryAddAsync(client, threadId, ListedUnder(bot, history.Header), turn, key, CancellationToken.None);
            await use.RecordAsync(client, request.Model, CancellationToken.None);
            return isKept ? answer : throw await ExplainAsync(client, threadId, bot);
        }
        finally
        {
            if (!isKept)
                await leases.ReleaseAsync(client, threadId, history.Header);
        }
    }

    private async Task<GatewayException> ExplainAsync(Client client, string threadId, Bot bot)
    {
        if (!await threads.ExistsAsync(client, threadId, CancellationToken.None))
            return new DeletedMeanwhileException("thread", threadId);
        if (await bots.FindIdAsync(client, bot.Id, CancellationToken.None) is null)
            return new DeletedMeanwhileException("bot", bot.Id);
        // The lease expired before the answer came, or an instance of an earlier version, which knows no leases, was faster.
        return new GatewayException(ErrorKind.Conflict, "Another message on this thread was answered first; send this one again.");
    }

    private static ThreadHeader ListedUnder(Bot bot, ThreadHeader header) =>
        header.ListedBots.Contains(bot.Id) ? header : header with { ListedBots = [.. header.ListedBots.TakeLast(ThreadHeader.MostListedBots - 1), bot.Id] };

    private async Task<ChatAnswer> AskAsync(Client client, ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await models.ChatAsync(request, cancellationToken);
            if (answer.Usage is { } usage)
                metrics.CountTokens(client.Id, request.Model, usage.PromptTokens, usage.CompletionTokens);
            return Fit(answer);
        }
        catch (GatewayException problem) when (problem.IsGone)
        {
            throw await deployments.RestoreAsync(client, request.Model, problem, cancellationToken);
        }
    }

    // Half a surrogate pair is no character.
    private static ChatAnswer Fit(ChatAnswer answer) => answer.Message.Length <= MaxAnswerLength
        ? answer
        : answer with
        {
            Message = answer.Message[..(char.IsHighSurrogate(answer.Message[MaxAnswerLength - 1]) ? MaxAnswerLength - 1 : MaxAnswerLength)],
            IsTruncated = true,
        };

    private static UsageAmount AmountOf(ChatAnswer answer) =>
        new(1, answer.Usage?.PromptTokens ?? 0, answer.CachedTokens, answer.Usage?.CompletionTokens ?? 0);

    private static int Estimate(ChatRequest request, Bot bot, IReadOnlyList<PastTurn> history, string message) =>
        request.MaxCompletionTokens + TokenBudget.CountOf(bot.Instructions, message) + history.Sum(turn => turn.Tokens);

    private ChatRequest Ask(Bot bot, IReadOnlyList<PastTurn> history, string message) => new(
        bot.Model,
        [
            ChatMessages.Of(new ChatMessage("system", bot.Instructions)),
            .. history.Select(turn => turn.Messages),
            ChatMessages.Of(new ChatMessage("user", message)),
        ],
        bot.Temperature ?? DefaultTemperature,
        _limits.MaxCompletionTokens);
}
