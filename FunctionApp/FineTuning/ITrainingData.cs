using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Examples that have been checked.</summary>
internal interface ITrainingData
{
    DataSummary Summary { get; }

    /// <summary>Counts the examples' tokens and finds their warnings, if that has not been done.</summary>
    Task<DataSummary> MeasureAsync(DataCheck check, CancellationToken cancellationToken);

    /// <param name="name">The file's name there, by which it is found if its id was lost.</param>
    Task<string> UploadAsync(IModelService service, string name, CancellationToken cancellationToken);
}
