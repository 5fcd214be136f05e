using System.Text;

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
internal sealed class FuzzRound
{
    private readonly FuzzGateway _gateway;
    private readonly string[] _bodies;
    private readonly string[] _requests;

    private FuzzRound(FuzzGateway gateway, string[] bodies, string[] requests)
    {
        _gateway = gateway;
        _bodies = bodies;
        _requests = requests;
    }

    /// <summary>Begins with empty tables. That all good requests are answered is what it fails without.</summary>
    public static async Task<FuzzRound> BeginAsync(FuzzGateway gateway)
    {
        await gateway.EmptyTablesAsync();
        var bodies = await ValidBodies.MakeAsync(body => gateway.CallAsync(gateway.Sign(body)));
        var others = await ValidBodies.MakeAsync(body => gateway.CallAsync(gateway.Seal(body)));
        return new FuzzRound(gateway, bodies, [.. others.Select(gateway.Seal), .. bodies.Select(body => gateway.Sign(body))]);
    }

    /// <summary>Makes a request: always the same one, but for ids and keys, from the same random numbers.</summary>
    public (FuzzKind Kind, byte[] Request) Make(Random random)
    {
        var (request, body) = (One(random, _requests), One(random, _bodies));
        var json = new JsonMutator(random);
        return random.Next(16) switch
        {
            < 4 => (FuzzKind.Bytes, new ByteMutator(random).Mutate(Encoding.UTF8.GetBytes(request), Encoding.UTF8.GetBytes(One(random, _requests)))),
            < 8 => (FuzzKind.Envelope, Encoding.UTF8.GetBytes(json.Mutate(request))),
            < 15 => (FuzzKind.Signed, Encoding.UTF8.GetBytes(_gateway.Sign(json.Mutate(body)))),
            _ => (FuzzKind.Signed, Encoding.UTF8.GetBytes(_gateway.Sign(body, json.Mutate))),
        };
    }

    private static string One(Random random, string[] values) => values[random.Next(values.Length)];
}
