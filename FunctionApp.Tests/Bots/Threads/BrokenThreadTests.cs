using Azure;
using Azure.Data.Tables;
using BotGateway.Bots.Threads;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>Rows of bots and threads that cannot be read are errors that name the column, of the requests that need them and of no others.</summary>
public sealed class BrokenThreadTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Name", null)]
    [InlineData("Name", 7)]
    [InlineData("Instructions", null)]
    [InlineData("Model", true)]
    [InlineData("Temperature", "UNMISTAKABLE")]
    public async Task A_bot(string column, object? value)
    {
        var (broken, other) = (await shared.Gateway.NewBotAsync(), await shared.Gateway.NewBotAsync());
        await BreakAsync("bots", "default", broken.BotId, column, value);

        await AssertBrokenAsync(broken, $"The row of bot '{broken.BotId}' cannot be read: column '{column}' ");
        Assert.Equal(200, (await shared.Gateway.SendAsync(other, "uno")).Status);
    }

    [Theory]
    [InlineData("Number", null)]
    [InlineData("Number", 2)]
    [InlineData("Number", 1L)]
    [InlineData("User", null)]
    [InlineData("User", 7)]
    [InlineData("Assistant", null)]
    [InlineData("PromptTokens", "UNMISTAKABLE")]
    [InlineData("CompletionTokens", null)]
    [InlineData("Truncated", "UNMISTAKABLE")]
    public async Task A_turn(string column, object? value)
    {
        var talk = await shared.Gateway.NewBotAsync();
        Assert.Equal(200, (await shared.Gateway.SendAsync(talk, "uno")).Status);
        await BreakAsync("threads", $"default:{talk.ThreadId}", TurnRow.Key(1), column, value);

        await AssertBrokenAsync(talk, $"The row of thread '{talk.ThreadId}' cannot be read: column '{column}' ");
        // The same bot on another thread.
        Assert.Equal(200, (await shared.Gateway.SendAsync(talk with { ThreadId = await shared.Gateway.NewThreadAsync() }, "uno")).Status);
    }

    [Theory]
    [InlineData("CreatedAt", null)]
    [InlineData("LeaseHolder", "UNMISTAKABLE")]
    [InlineData("LeaseUntil", "UNMISTAKABLE")]
    [InlineData("LeaseUntil", null)]
    public async Task A_header_is_read_as_one_without_a_lease_which_the_next_message_writes_anew(string column, object? value)
    {
        var talk = await shared.Gateway.NewBotAsync();
        Assert.Equal(200, (await shared.Gateway.SendAsync(talk, "uno")).Status);
        await BreakAsync("threads", $"default:{talk.ThreadId}", "thread", column, value);

        Assert.Equal(200, (await shared.Gateway.SendAsync(talk, "dos")).Status);
        Assert.Equal(2, (await shared.Gateway.ReadThreadAsync(talk.ThreadId)).Count);
    }

    [Fact]
    public async Task Turns_without_a_header_are_no_thread()
    {
        var talk = await shared.Gateway.NewBotAsync();
        Assert.Equal(200, (await shared.Gateway.SendAsync(talk, "uno")).Status);
        await Table("threads").DeleteEntityAsync($"default:{talk.ThreadId}", "thread", ETag.All, Cancellation);

        (await shared.Gateway.SendAsync(talk, "dos")).AssertProblem(404, $"There is no thread '{talk.ThreadId}'.");
        var owner = new BotGateway.Authentication.Client("default", "", new HashSet<string>());
        Assert.Null(await shared.Gateway.Service<IThreadStore>().FindAsync(owner, talk.ThreadId, _ => true, Cancellation));
    }

    private async Task AssertBrokenAsync(Talk talk, string message)
    {
        var answer = await shared.Gateway.SendAsync(talk, "dos");
        answer.AssertProblem(500, message);
        Assert.DoesNotContain("UNMISTAKABLE", answer.Text);
        Assert.Equal(404, (await shared.Gateway.SendAsync(talk, "dos", Gateway.Acme)).Status);
    }

    private TableClient Table(string name) => shared.Gateway.Service<TableServiceClient>().GetTableClient(name);

    private async Task BreakAsync(string table, string partition, string key, string column, object? value)
    {
        TableEntity row = await Table(table).GetEntityAsync<TableEntity>(partition, key, cancellationToken: Cancellation);
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table(table).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
    }
}
