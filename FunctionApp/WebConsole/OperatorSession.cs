namespace BotGateway.WebConsole;

/// <summary>What the page must know to show the operators' view.</summary>
/// <param name="Clients">Those whose data the operator may read.</param>
internal sealed record OperatorSession(string Mode, string Models, IReadOnlyList<string> Clients, string Time);
