using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>The settings <c>Tables__*</c>: exactly one of the two.</summary>
internal sealed class TablesOptions
{
    public const string Section = "Tables";

    /// <summary>The Table service's address, for instance <c>https://contoso.table.core.windows.net</c>; the app's identity opens it.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A connection string, for Azurite on a developer's machine.</summary>
    public string? ConnectionString { get; set; }

    public IEnumerable<string> Validate()
    {
        if (Endpoint is null == string.IsNullOrEmpty(ConnectionString))
            yield return "Set one of 'Tables__Endpoint' (the Table service's address) and 'Tables__ConnectionString' (for Azurite), not both.";
        else if (Endpoint is not (null or { IsAbsoluteUri: true, Scheme: "https" }))
            yield return "Setting 'Tables__Endpoint' must be an https address, for instance https://contoso.table.core.windows.net.";
        else if (Endpoint is null && !IsConnectionString(ConnectionString!))
            yield return "Setting 'Tables__ConnectionString' is not a Table service's connection string.";
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
