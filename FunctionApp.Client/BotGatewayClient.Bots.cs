using BotGateway.Contracts;

namespace BotGateway.Client;

/// <content>Bots, threads and messages.</content>
public sealed partial class BotGatewayClient
{
    /// <summary><c>new_bot</c>: creates a bot and its first thread. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<NewBotResponse> NewBotAsync(NewBotRequest request, CancellationToken cancellationToken = default) =>
        WriteWithKeyAsync<NewBotRequest, NewBotResponse>(
        "new_bot", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);

    /// <summary><c>list_bots</c>: lists the client's bots, the oldest first.</summary>
    /// <param name="request">What to list; null for all. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<ListBotsResponse, BotSummary> ListBots(ListBotsRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => ReadAsync<ListBotsRequest, ListBotsResponse>("list_bots", (request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Bots, page.Next));

    /// <summary><c>get_bot</c>: reads a bot.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<GetBotResponse> GetBotAsync(GetBotRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<GetBotRequest, GetBotResponse>("get_bot", request, cancellationToken);

    /// <summary><c>update_bot</c>: changes the named properties of a bot.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<UpdateBotResponse> UpdateBotAsync(UpdateBotRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<UpdateBotRequest, UpdateBotResponse>("update_bot", request, cancellationToken);

    /// <summary><c>delete_bot</c>: deletes a bot and its routines; its threads are kept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<DeleteBotResponse> DeleteBotAsync(DeleteBotRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<DeleteBotRequest, DeleteBotResponse>("delete_bot", request, cancellationToken);

    /// <summary><c>new_thread</c>: creates a thread. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<NewThreadResponse> NewThreadAsync(NewThreadRequest request, CancellationToken cancellationToken = default) =>
        WriteWithKeyAsync<NewThreadRequest, NewThreadResponse>(
        "new_thread", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);

    /// <summary><c>list_threads</c>: lists the client's threads, the newest first.</summary>
    /// <param name="request">What to list; null for all. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<ListThreadsResponse, ThreadSummary> ListThreads(ListThreadsRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => ReadAsync<ListThreadsRequest, ListThreadsResponse>("list_threads", (request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Threads, page.Next));

    /// <summary><c>get_thread</c>: reads a thread with one page of its turns.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<GetThreadResponse> GetThreadAsync(GetThreadRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<GetThreadRequest, GetThreadResponse>("get_thread", request, cancellationToken);

    /// <summary><c>get_thread</c>: lists the turns of a thread, the newest first.</summary>
    /// <param name="request">The request. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<GetThreadResponse, ThreadTurn> ListTurns(GetThreadRequest request) => new(
        request.Next,
        (next, cancellationToken) => ReadAsync<GetThreadRequest, GetThreadResponse>("get_thread", request with { Next = next }, cancellationToken),
        page => (page.Turns, page.Next));

    /// <summary><c>delete_thread</c>: deletes a thread and its turns.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<DeleteThreadResponse> DeleteThreadAsync(DeleteThreadRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<DeleteThreadRequest, DeleteThreadResponse>("delete_thread", request, cancellationToken);

    /// <summary><c>messaging</c>: sends a message to a bot in a thread and waits for the answer, which can take 3 minutes. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<MessagingResponse> MessagingAsync(MessagingRequest request, CancellationToken cancellationToken = default) =>
        WriteWithKeyAsync<MessagingRequest, MessagingResponse>(
        "messaging", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);
}
