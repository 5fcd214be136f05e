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
        var failure = new RequestFailedException(status, "Simulated.", code, null);
        client.SubmitTransactionAsync(Arg.Any<IEnumerable<TableTransactionAction>>(), Arg.Any<CancellationToken>()).ThrowsAsync(failure);
        client.AddEntityAsync(Arg.Any<TableEntity>(), Arg.Any<CancellationToken>()).ThrowsAsync(failure);

        for (var rows = 1; rows <= 2; rows++)
        {
            var changes = Enumerable.Range(0, rows).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i}")));
            var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => new Table(client).TryWriteAsync([.. changes], TestContext.Current.CancellationToken));

            Assert.Equal(ErrorKind.Unavailable, problem.Kind);
        }
    }
}
