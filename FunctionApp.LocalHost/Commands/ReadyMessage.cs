namespace BotGateway.LocalHost.Commands;

/// <summary>What LocalHost says once it is ready, and once its demo is over.</summary>
internal static class ReadyMessage
{
    public static string Of(LocalApp app, LocalOptions options)
    {
        var models = app.ModelServiceIsSimulated
            ? "simulated (set OpenAI__Endpoint and OpenAI__ApiKey to use a real service)"
            : "the real service of the settings OpenAI__*; training and messages cost money";
        var tables = app.TablesConnectionString is null ? "the service of Tables__ConnectionString" : "Azurite";
        return $"""

            Bot Gateway listens on {Endpoint(app)}
              data    {options.DataDirectory}
              tables  {tables}
              models  {models}
              try     {Try(Endpoint(app), options)}
              page    {app.Address}
              stop    Ctrl-C
            """;
    }

    public static string AfterDemo(LocalApp app, LocalOptions options) => $"""

        The gateway goes on serving on {Endpoint(app)}; Ctrl-C stops it.
        Next, in a second terminal: {Try(Endpoint(app), options)}
        """;

    private static Uri Endpoint(LocalApp app) => new(app.Address, "lambda");

    /// <summary>A command line that sends a signed request.</summary>
    public static string Try(Uri endpoint, LocalOptions options)
    {
        var ahead = options.Ahead == TimeSpan.Zero ? "" : $" --ahead {options.Ahead:c}";
        return $"{CommandLine.Of("token", options.DataDirectory)}{ahead} | curl -sS {endpoint} -H \"content-type: application/json\" --data-binary @-";
    }
}
