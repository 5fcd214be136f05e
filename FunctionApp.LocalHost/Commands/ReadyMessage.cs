namespace BotGateway.LocalHost.Commands;

/// <summary>The message that LocalHost prints once it is ready.</summary>
internal static class ReadyMessage
{
    public static void Print(LocalApp app, LocalOptions options)
    {
        var endpoint = new Uri(app.Address, "lambda");
        var models = app.ModelServiceIsSimulated
            ? "simulated (set OpenAI__Endpoint and OpenAI__ApiKey to use a real service)"
            : "the real service of the settings OpenAI__*; training and messages cost money";
        var tables = app.TablesConnectionString is null ? "the service of Tables__ConnectionString" : "Azurite";
        var ahead = options.Ahead == TimeSpan.Zero ? "" : $" --ahead {options.Ahead:c}";
        var token = CommandLine.Of("token", options.DataDirectory) + ahead;
        Console.WriteLine($"""

            Bot Gateway listens on {endpoint}
              data    {options.DataDirectory}
              tables  {tables}
              models  {models}
              try     {token} | curl -sS {endpoint} -H "content-type: application/json" --data-binary @-
              stop    Ctrl-C
            """);
    }
}
