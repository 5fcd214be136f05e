namespace BotGateway.Benchmarks.Messaging;

/// <summary>Messages that are measured together.</summary>
/// <param name="name">Its row of the table begins with it.</param>
/// <param name="turns">How many turns the model is reminded of.</param>
/// <param name="connections">How many messages are sent at a time.</param>
/// <param name="bodies">A message for each thread, as many for each connection. Connection i sends those at i, i + connections and so on, again and again.</param>
internal sealed class Subject(string name, int turns, int connections, IReadOnlyList<string> bodies)
{
    private readonly int[] _sent = new int[connections];

    public string Name => name;

    public int Turns => turns;

    public int Connections => connections;

    public List<double> Costs { get; } = [];

    public List<double> Extras { get; } = [];

    public List<double> Bounds { get; } = [];

    public string Next(int connection) => bodies[(connection + (connections * _sent[connection]++)) % bodies.Count];

    public void Add(double cost, double check, double bound)
    {
        Costs.Add(cost);
        Extras.Add(cost - check);
        Bounds.Add(bound);
    }

    /// <summary>The bound's processor time as a share of its own, in the same round.</summary>
    public Spread BoundShare => Spread.Of(Bounds.Zip(Costs, (bound, cost) => bound / cost));
}
