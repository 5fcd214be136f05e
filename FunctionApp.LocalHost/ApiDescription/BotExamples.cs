using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The examples of what lists, shows, changes and deletes bots and threads.</summary>
internal static class BotExamples
{
    private const string LegacyBotId = "asst_Zk3fW8";
    private const string LegacyThreadId = "thread_Xq7Lm2";
    private const string MigratedBotId = "bot_1c8e4a7f3b5d42969e0f2a6c8d1b7354";
    private const string MigratedThreadId = "thread_2d9f5b8a4c6e43a7af103b7d9e2c8465";
    private const string NextPage = "Ym90XzdkM2Y2YzFl";

    private static readonly DateTimeOffset Created = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly ThreadSummary Thread = new() { ThreadId = ApiExamples.ThreadId, CreatedAt = Created };

    public static IReadOnlyList<ApiExample> All { get; } =
    [
        new("new_bot_legacy", "Create a bot with an id of the previous service", "new_bot",
            new NewBotRequest { Name = "Cuentero", Instructions = "Cuentas cuentos.", ModelId = ApiExamples.Model, LegacyId = LegacyBotId },
            new NewBotResponse { BotId = MigratedBotId, ThreadId = "thread_3ea06c9b5d7f44b8b0214c8eaf3d9576" }),
        new("new_thread_legacy", "Create a thread with an id of the previous service", "new_thread",
            new NewThreadRequest { LegacyId = LegacyThreadId },
            new NewThreadResponse { ThreadId = MigratedThreadId, Id = MigratedThreadId }),
        new("messaging_legacy", "Send a message with the ids of the previous service", "messaging",
            new MessagingRequest { BotId = LegacyBotId, ThreadId = LegacyThreadId, Message = "Cuéntame un cuento." },
            new MessagingResponse { Message = "Había una vez…", ThreadId = LegacyThreadId, Usage = new TokenUsage(30, 12) }),
        new("list_bots", "List bots", "list_bots",
            new ListBotsRequest { Limit = 1 },
            new ListBotsResponse
            {
                Bots = [new() { BotId = ApiExamples.BotId, Name = "Chistero", ModelId = ApiExamples.Model, Temperature = 0.8, Version = 1, CreatedAt = Created }],
                Next = NextPage,
            }),
        new("get_bot", "Read a bot", "get_bot",
            new GetBotRequest { BotId = ApiExamples.BotId },
            new GetBotResponse
            {
                BotId = ApiExamples.BotId,
                Name = "Chistero",
                Instructions = "Cuentas chistes cortos.",
                ModelId = ApiExamples.Model,
                Temperature = 0.8,
                Version = 1,
                CreatedAt = Created,
            }),
        new("update_bot", "Change a bot, if it is still as it was read", "update_bot",
            new UpdateBotRequest { BotId = ApiExamples.BotId, Instructions = "Cuentas chistes largos.", Temperature = 1, Version = 1 },
            new UpdateBotResponse { BotId = ApiExamples.BotId, Version = 2 }),
        new("delete_bot", "Delete a bot and its routines", "delete_bot",
            new DeleteBotRequest { BotId = LegacyBotId },
            new DeleteBotResponse { BotId = MigratedBotId, RoutineIds = [] }),
        new("list_threads", "List threads", "list_threads", new ListThreadsRequest(), new ListThreadsResponse { Threads = [Thread] }),
        new("list_threads_of_bot", "List the threads of a bot", "list_threads",
            new ListThreadsRequest { BotId = ApiExamples.BotId, Limit = 50 }, new ListThreadsResponse { Threads = [Thread] }),
        new("get_thread", "Read a thread's newest turns", "get_thread",
            new GetThreadRequest { ThreadId = MigratedThreadId, Limit = 20 },
            new GetThreadResponse
            {
                ThreadId = MigratedThreadId,
                CreatedAt = Created,
                LegacyId = LegacyThreadId,
                Turns = [new() { Number = 1, At = Created.AddMinutes(1), Message = "Cuéntame un cuento.", Answer = "Había una vez…", Usage = new TokenUsage(30, 12) }],
            }),
        new("delete_thread", "Delete a thread", "delete_thread",
            new DeleteThreadRequest { ThreadId = LegacyThreadId }, new DeleteThreadResponse { ThreadId = MigratedThreadId }),
    ];
}
