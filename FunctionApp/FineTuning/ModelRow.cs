using System.Buffers.Text;
using System.Text;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>A trained model as a row of table <c>jobs</c>: tells whose it is and which job trained it.</summary>
internal static class ModelRow
{
    // A key may have 1 KiB in UTF-16. Longer names stand in it as a hash, which has a character that base64url lacks.
    private const int MaxBytes = 256;

    // Model names may hold characters that a key must not.
    public static string Key(string clientId, string model)
    {
        var bytes = Encoding.UTF8.GetBytes(model);
        return $"model_{clientId}:{(bytes.Length <= MaxBytes ? Base64Url.EncodeToString(bytes) : JobId.InKey(model))}";
    }

    public static TableEntity From(TrainingJob job, string model)
    {
        var row = new TableEntity(DueIndex.ShardOf(job.ClientId), Key(job.ClientId, model));
        row.SetText("Model", model);
        row.SetText("JobId", job.Job.Id);
        return row;
    }

    /// <summary>A model that was deleted: the name is nobody's from then on.</summary>
    public static TableEntity Deleted(TrainingJob job, string model)
    {
        var row = From(job, model);
        row["IsDeleted"] = true;
        return row;
    }

    public static bool IsDeleted(TableEntity row) => row.Optional<bool>("IsDeleted") ?? false;

    /// <exception cref="UnreadableRowException">The row does not say which job trained the model.</exception>
    public static string ReadJobId(TableEntity row) => row.RequireText("JobId");
}
