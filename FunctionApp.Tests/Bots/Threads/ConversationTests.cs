using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.Telemetry;
using BotGateway.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.Bots.Threads;

public sealed class ConversationTests : IDisposable
{
    private static readonly AuthenticatedClient Owner = new("default", "", new HashSet<string>());
    private static readonly Bot Bot = new("bot_1", "Chistero", "Cuentas chistes.", "m");

    private readonly IThreadStore _threads = Substitute.For<IThreadStore>();
    private readonly IModelService _models = Substitute.For<IModelService>();
    private readonly IUsageLedger _usage = Substitute.For<IUsageLedger>();
    private readonly CancellationTokenSource _client = new();

    public ConversationTests()
    {
        _threads.FindAsync(Owner, "thread_1", Arg.Any<Func<PastTurn, bool>>(), Arg.Any<CancellationToken>())
            .Returns(new ThreadHistory(0, [], new ThreadHeader("1", ThreadLease.Ended)));
        _threads.TryLeaseAsync(default!, default!, default!, default!, default).ReturnsForAnyArgs(call => Leased(call.Arg<ThreadLease>()));
        _usage.ReserveAsync(default!, default!, default!).ReturnsForAnyArgs(new MessageReservation(new OpenReservation(new Reservation("r", "thread_1", default, 0)), _ => Task.CompletedTask));
        _threads.TryAddAsync(default!, default!, default!, default!, default, default).ReturnsForAnyArgs(true);
    }

    [Theory]
    [InlineData(250_000, 0, 250_000, false)]
    [InlineData(250_001, 0, 250_000, true)]
    [InlineData(249_999, 1, 249_999, true)] // A surrogate pair across the end.
    public async Task An_answer_longer_than_a_row_can_hold_loses_its_end_and_says_so(int letters, int emoji, int kept, bool truncated)
    {
        Answers(_ => new string('x', letters) + string.Concat(Enumerable.Repeat("😀", emoji)));

        var answer = await SendAsync();

        Assert.Equal((new string('x', kept), truncated), (answer.Message, answer.IsTruncated));
        var turn = Assert.IsType<Turn>(_threads.ReceivedCalls().Last().GetArguments()[3]);
        Assert.Equal(answer, turn.Answer);
    }

    [Fact]
    public async Task An_answer_that_is_paid_for_is_kept_also_when_the_client_has_hung_up_meanwhile()
    {
        Answers(_ =>
        {
            _client.Cancel();
            return "¡Hola!";
        });

        await SendAsync();

        var call = _threads.ReceivedCalls().Last();
        Assert.Equal(
            new Turn(1, "¿Qué tal?", "¡Hola!", new TokenUsage(1, 1)), Assert.IsType<Turn>(call.GetArguments()[3]) with { Use = null, Tokens = null });
        Assert.Equal([null, CancellationToken.None], call.GetArguments()[4..]);
    }

    [Fact]
    public async Task The_day_on_which_an_answer_is_counted_is_that_of_the_time_it_is_kept_with()
    {
        Answers(_ => "¡Hola!");

        await SendAsync();

        var use = Assert.IsType<Turn>(_threads.ReceivedCalls().Last().GetArguments()[3]).Use!;
        Assert.Equal(UsageItem.DayOf(use.At), use.Item.Day);
    }

    public void Dispose() => _client.Dispose();

    private void Answers(Func<ChatRequest, string> reply) => _models.ChatAsync(Arg.Any<ChatRequest>(), Arg.Any<CancellationToken>())
        .Returns(call => new ChatAnswer(reply(call.Arg<ChatRequest>()), new TokenUsage(1, 1)));

    private static ThreadHeader Leased(ThreadLease lease) => new("2", lease);

    private Task<ChatAnswer> SendAsync() => new Conversation(
            Substitute.For<IBotStore>(),
            _threads,
            new ThreadLeases(_threads, Options.Create(new MessagingOptions()), TimeProvider.System, NullLogger<ThreadLeases>.Instance),
            Models,
            _models,
            NoDeployments(),
            new ModelUse(Options.Create(new OpenAIOptions()), Models, Substitute.For<IJobStore>(), TimeProvider.System, NullLogger<ModelUse>.Instance),
            _usage,
            UnheardMetrics.Instance,
            new FakeTimeProvider(Gateway.Start) { AutoAdvanceAmount = TimeSpan.FromDays(1) },
            Options.Create(new MessagingOptions()))
        .SendAsync(Owner, Bot, "thread_1", "¿Qué tal?", key: null, _client.Token);

    private static AllowedModels Models => new(Options.Create(new OpenAIOptions { BaseModels = Bot.Model }), Substitute.For<IJobStore>());

    private static JobDeployment NoDeployments() => new(
        Options.Create(new OpenAIOptions()), Substitute.For<IDeploymentService>(), Substitute.For<IJobStore>(), Clients.Deployments(Substitute.For<IJobStore>()), TimeProvider.System);
}
