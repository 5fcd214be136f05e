using Azure;
using Azure.Data.Tables;
using BotGateway.Http;
using BotGateway.Tables;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.Tables;

public sealed class DeletedTableTests
{
    [Theory]
    [InlineData(409, "TableBeingDeleted")]
    [InlineData(404, "TableNotFound")]
    public async Task A_table_that_is_deleted_under_a_write_is_a_503_and_no_conflict(int status, string code)
    {
        var client = Substitute.For<TableClient>();
        client.SubmitTransactionAsync(Arg.Any<IEnumerable<TableTransactionAction>>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new RequestFailedException(status, "Simulated.", code, null));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => new Table(client).TryWriteAsync(
            TableTransactionActionType.Add, new TableEntity("p", "r"), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
    }
}
