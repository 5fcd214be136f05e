using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary>Models that a command line leaves out.</summary>
internal static class Models
{
    /// <returns>The gateway's first base model.</returns>
    public static async Task<string> DefaultAsync(Invocation run, CancellationToken cancellationToken)
    {
        await foreach (var model in run.Client.ListModels().WithCancellation(cancellationToken))
        {
            if (model.Kind == ModelKind.Base)
                return model.Model;
        }

        throw ToolException.Usage(run.Words["The gateway has no base model: name one.", "La pasarela no tiene un modelo base: indica un modelo."]);
    }
}
