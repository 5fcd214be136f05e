using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Tests.Tables;

public sealed class TableOutageTests(TableService tables)
{
    private static readonly (string Name, Func<Table, CancellationToken, Task> Call)[] Calls =
    [
        ("find", (table, cancellation) => table.FindAsync("p", "r", cancellation)),
        ("read", (table, cancellation) => table.ReadRangeAsync("p", "a", "z", 10, cancellation).ToListAsync(cancellation).AsTask()),
        ("read keys", (table, cancellation) => table.ReadKeysAsync("", "z", cancellation).ToListAsync(cancellation).AsTask()),
        ("delete", (table, cancellation) => table.TryDeleteAsync("p", ["r"], cancellation)),
        ("write", (table, cancellation) => table.TryWriteAsync(TableTransactionActionType.Add, new TableEntity("p", "r"), cancellation)),
    ];

    public static TheoryData<string> Names => [.. Calls.Select(call => call.Name)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_service_that_does_not_answer_is_a_503(string name)
    {
        using var faults = new TableFaults { Decide = _ => Fate.Refused };

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => CallAsync(name, Open(tables.ConnectionString, faults)));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
        Assert.Equal(3, faults.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_socket_that_breaks_is_a_503_too(string name)
    {
        using var faults = new TableFaults { Decide = _ => Fate.Vanished };

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => CallAsync(name, Open(tables.ConnectionString, faults)));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_service_that_hangs_is_a_503(string name)
    {
        using var faults = new TableFaults { Decide = _ => Fate.Held };

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(
            () => CallAsync(name, Open(tables.ConnectionString, faults, patience: TimeSpan.FromMilliseconds(50))));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_service_that_does_not_let_the_gateway_in_is_a_503(string name)
    {
        using var faults = new TableFaults();
        var wrongKey = Convert.ToBase64String(new byte[64]);
        var connection = string.Join(';', tables.ConnectionString.Split(';')
            .Select(part => part.StartsWith("AccountKey", StringComparison.Ordinal) ? $"AccountKey={wrongKey}" : part));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => CallAsync(name, Open(connection, faults)));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
        Assert.Single(faults.Requests);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_caller_that_gives_up_is_no_outage(string name)
    {
        using var faults = new TableFaults();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            CallAsync(name, Open(tables.ConnectionString, faults), new CancellationToken(canceled: true)));
    }

    private static Table Open(string connection, TableFaults faults, TimeSpan? patience = null)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(faults, disposeHandler: false)) };
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.NetworkTimeout = patience ?? TimeSpan.FromSeconds(30);
        return new Table(new TableServiceClient(connection, options).GetTableClient("outage"));
    }

    private static Task CallAsync(string name, Table table, CancellationToken? cancellation = null) =>
        Calls.Single(call => call.Name == name).Call(table, cancellation ?? Cancellation);
}
