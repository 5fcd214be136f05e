using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Usage;

/// <summary>A deployment that is billed by the hour, as a row of table <c>usage</c> in its client's partition.</summary>
/// <param name="CountedUntil">Up to when its time has been counted.</param>
internal sealed record DeploymentRow(string Model, DateTimeOffset CountedUntil)
{
    public const string First = "deployment_";
    public const string End = "deployment`"; // The character after the underscore.

    public static string Key(string deployment) => First + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deployment)).AsSpan(0, 16));

    public TableEntity Write(string clientId, string key) => new(clientId, key) { ["Model"] = Model, ["CountedUntil"] = CountedUntil };

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static DeploymentRow Read(TableEntity row) => new(row.RequireText("Model"), row.Require<DateTimeOffset>("CountedUntil"));
}
