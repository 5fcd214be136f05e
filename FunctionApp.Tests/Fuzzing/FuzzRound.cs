using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Fuzzing;

/// <summary>How a request was made.</summary>
internal enum FuzzKind
{
    /// <summary>A valid request, changed as bytes.</summary>
    Bytes,

    /// <summary>A valid request, changed by its structure.</summary>
    Envelope,

    /// <summary>A request whose body is changed by its structure, rarely its claims, and which is rightly signed: it reaches the events.</summary>
    Signed,
}

/// <summary>Makes requests from fresh valid ones: their tokens are good for seconds only.</summary>
internal sealed class FuzzRound(Gateway gateway, string[] bodies, string[] requests)
{
    /// <summary>Begins with empty tables. That all good requests are answered is what it fails without.</summary>
    public static async Task<FuzzRound> BeginAsync(Gateway gateway)
    {
        await EmptyTablesAsync(gateway);
        var bodies = await ValidBodies.MakeAsync(async body => new Answer(await gateway.SendAsync(Sign(gateway, body))));
        var others = await ValidBodies.MakeAsync(body => gateway.CallAsync(body));
        using var client = gateway.Credentials().CreateClient(TimeProvider.System);
        var requests = await Task.WhenAll(others.Select(body => client.CreateRequestAsync(body)));
        return new FuzzRound(gateway, bodies, [.. requests, .. bodies.Select(body => Sign(gateway, body))]);
    }

    /// <summary>Makes a request: always the same one, but for ids and keys, from the same random numbers.</summary>
    public (FuzzKind Kind, byte[] Request) Make(Random random)
    {
        var (request, body) = (random.GetItems(requests, 1)[0], random.GetItems(bodies, 1)[0]);
        var json = new JsonMutator(random);
        return random.Next(16) switch
        {
            < 4 => (FuzzKind.Bytes, new ByteMutator(random).Mutate(Encoding.UTF8.GetBytes(request), Encoding.UTF8.GetBytes(random.GetItems(requests, 1)[0]))),
            < 8 => (FuzzKind.Envelope, Encoding.UTF8.GetBytes(json.Mutate(request))),
            < 15 => (FuzzKind.Signed, Encoding.UTF8.GetBytes(Sign(gateway, json.Mutate(body)))),
            _ => (FuzzKind.Signed, Encoding.UTF8.GetBytes(Sign(gateway, body, json.Mutate))),
        };
    }

    private static string Sign(Gateway gateway, string body, Func<string, string>? change = null)
    {
        var jwt = gateway.Jwt(Gateway.Curve, "ES256", body);
        if (change is not null)
            jwt.ClaimsText = change(jwt.Claims.ToJsonString());
        // Nothing says that a key may be used by several threads at once.
        lock (gateway.CurveKey)
            return $$"""{"payload":{"token":"{{jwt}}"},"body":{{body}}}""";
    }

    // Azurite searches a whole table for each query.
    private static async Task EmptyTablesAsync(Gateway gateway)
    {
        var service = gateway.Service<TableServiceClient>();
        await foreach (var table in service.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
            await service.DeleteTableAsync(table.Name, TestContext.Current.CancellationToken);
        await gateway.Service<BlobServiceClient>().GetBlobContainerClient("datasets").DeleteIfExistsAsync(
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
