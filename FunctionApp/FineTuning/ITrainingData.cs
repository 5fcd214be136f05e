using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Examples that have been checked.</summary>
internal interface ITrainingData
{
    /// <param name="name">The file's name there, by which it is found if its id was lost.</param>
    Task<string> UploadAsync(IModelService service, string name, CancellationToken cancellationToken);
}
