using System.Buffers.Text;
using System.Text;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Training;

/// <summary>A trained model as a row of table <c>jobs</c>: tells whose it is and which job trained it.</summary>
internal static class ModelRow
{
    // No service gives names as long as this; longer ones could exceed the 1 KiB (in UTF-16) of a key.
    private const int MaxBytes = 256;

    public static bool CanBe(string model) => Encoding.UTF8.GetByteCount(model) <= MaxBytes;

    // Model names may hold characters that a key must not.
    public static string Key(string clientId, string model) => $"model_{clientId}:{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(model))}";

    public static TableEntity From(RecordedJob job, string model) =>
        new(Agenda.ShardOf(job.ClientId), Key(job.ClientId, model)) { ["Model"] = model, ["JobId"] = job.Job.Id };
}
