namespace BotGateway.LocalHost.Commands;

/// <summary>What is said when all is ready.</summary>
internal static class ReadyMessage
{
    /// <summary>Prints where everything is and how to try it.</summary>
    /// <param name="app">The running app.</param>
    /// <param name="options">How it was started.</param>
    public static void Print(LocalApp app, LocalOptions options)
    {
        var endpoint = new Uri(app.Address, "lambda");
        var models = app.ModelServiceIsSimulated
            ? "simulated (OpenAI__Endpoint and OpenAI__ApiKey would name a real service)"
            : "the real service that the settings OpenAI__* name: training and messages cost money";
        var tables = app.TablesConnectionString is null ? "the service that Tables__ConnectionString names" : "Azurite";
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
