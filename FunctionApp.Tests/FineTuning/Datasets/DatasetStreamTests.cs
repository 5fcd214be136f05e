using System.Text;
using BotGateway.FineTuning.Datasets;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class DatasetStreamTests(TableService tables)
{
    [Fact]
    public async Task It_can_be_read_from_any_place_any_number_of_times()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var id = (await gateway.CallAsync(Parts.First(Parts.Array(1, 3))))["dataset_id"]!;
        await gateway.CallAsync(Parts.Of(id, 2, Parts.Array(4, 1)));
        await gateway.CallAsync(Parts.Of(id, 3, Parts.Array(5, 2)));
        var store = gateway.Service<DatasetStore>();
        await using var stream = new DatasetStream(store, (await store.FindAsync("default", id, cancellation))!);
        var whole = Encoding.UTF8.GetBytes(Parts.Lines(1, 6));
        Assert.Equal(whole.Length, stream.Length);

        // The beginning and the end of each part among them.
        foreach (var start in Enumerable.Range(0, whole.Length + 1).Where(i => i % 7 == 0 || i == whole.Length || whole[i] == '\n' || whole[i] == '{'))
        {
            stream.Position = start;
            using var rest = new MemoryStream();
            await stream.CopyToAsync(rest, 13, cancellation);
            Assert.Equal(whole[start..], rest.ToArray());
            Assert.Equal(whole.Length, stream.Position);
        }
    }
}
