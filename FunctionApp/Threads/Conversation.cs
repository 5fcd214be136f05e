using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Telemetry;
using BotGateway.Training;
using Microsoft.Extensions.Options;

namespace BotGateway.Threads;

/// <summary>Sends a message to a bot in a thread: asks the model with the thread's history, and keeps the turn.</summary>
/// <param name="threads">Keeps the threads.</param>
/// <param name="models">Lets the model answer.</param>
/// <param name="deployments">Has a model deployed again that was removed for want of use.</param>
/// <param name="metrics">Counts the tokens.</param>
/// <param name="options">The limits.</param>
public sealed class Conversation(
    IThreadStore threads, IModelService models, JobDeployment deployments, GatewayMetrics metrics, IOptions<MessagingOptions> options)
{
    // As the old service ran its bots.
    private const double DefaultTemperature = 0.8;

    // Turns of this length beside the longest message stay below the 1 MiB of a row. Hardly a model writes as much within MaxCompletionTokens; what one does
    // is paid for, so only its end is lost.
    private const int MaxAnswerLength = 250_000;

    private readonly MessagingOptions _limits = options.Value;

    /// <summary>Sends a message.</summary>
    /// <param name="client">Who sends it.</param>
    /// <param name="bot">The bot that answers.</param>
    /// <param name="threadId">The thread.</param>
    /// <param name="message">The message.</param>
    /// <param name="run">The routine's run that sends it, or null. A run that is tried again gets the answer that is in the thread already.</param>
    /// <param name="cancellation">Gives up; nothing is kept then.</param>
    /// <returns>The answer, which is in the thread now.</returns>
    /// <exception cref="ProblemException">
    /// 404: there is no such thread; 409: another message was answered on it meanwhile; or what <see cref="IModelService"/> throws. The thread is as it was.
    /// </exception>
    public async Task<ChatAnswer> SendAsync(
        Client client, Bot bot, string threadId, string message, RunKey? run, CancellationToken cancellation)
    {
        if (run is { IsFirstAttempt: false } && await threads.FindRunAsync(client, threadId, run, cancellation) is { } earlier)
            return earlier.Answer;

        var history = await threads.FindAsync(client, threadId, new TokenBudget(_limits.HistoryTokens).TryTake, cancellation)
            ?? throw ProblemException.NotFound("thread", threadId);

        var answer = await AskAsync(client, Ask(bot, history, message), cancellation);
        // The answer is paid for: a client that hangs up now finds it in the thread.
        var turn = new Turn(history.LastNumber + 1, message, answer.Message, answer.Usage, answer.IsTruncated);
        return await threads.TryAddAsync(client, threadId, turn, run, CancellationToken.None)
            ? answer
            : throw new ProblemException(409, "Another message on this thread was answered first; send this one again.");
    }

    private async Task<ChatAnswer> AskAsync(Client client, ChatRequest request, CancellationToken cancellation)
    {
        try
        {
            var answer = await models.ChatAsync(request, cancellation);
            if (answer.Usage is { } usage)
                metrics.CountTokens(client.Id, request.Model, usage);
            return Fit(answer);
        }
        catch (ProblemException problem) when (problem.IsGone)
        {
            throw await deployments.RestoreAsync(client, request.Model, problem, cancellation);
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

    private ChatRequest Ask(Bot bot, ThreadHistory history, string message) => new(
        bot.Model,
        [
            new ChatMessage("system", bot.Instructions),
            .. history.Turns.SelectMany(turn => new[] { new ChatMessage("user", turn.User), new ChatMessage("assistant", turn.Assistant) }),
            new ChatMessage("user", message),
        ],
        bot.Temperature ?? DefaultTemperature,
        _limits.MaxCompletionTokens);
}
