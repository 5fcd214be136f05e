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
            : "the real service that OpenAI__Endpoint names: training and messages cost money";
        var tables = app.TablesConnectionString is null ? "the service that Tables__ConnectionString names" : "Azurite";
        Console.WriteLine($"""

            Bot Gateway listens on {endpoint}
              data    {options.DataDirectory}
              tables  {tables}
              models  {models}
              try     {CommandLine.Of("token", options.DataDirectory)}{Ahead(options)} | curl -sS {endpoint} -H "content-type: application/json" --data-binary @-
              stop    Ctrl-C
            """);
    }

    private static string Ahead(LocalOptions options) => options.Ahead == TimeSpan.Zero ? "" : $" --ahead {options.Ahead:c}";
}
