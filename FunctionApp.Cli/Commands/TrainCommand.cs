using System.CommandLine;
using BotGateway.Cli.Training;
using BotGateway.Client;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>train</c>: trains a model on a JSON Lines file.</summary>
internal static class TrainCommand
{
    private static readonly string[] Methods = ["supervised", "dpo"];

    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var file = new Argument<string>("FILE") { Description = words["The examples, in JSON Lines", "Los ejemplos, en JSON Lines"] };
        var validation = CommonOptions.Text("--validation", "FILE", words["Validation examples", "Ejemplos de validación"]);
        var model = CommonOptions.Text("--model", "MODEL", words[
            "The model to train [default: the gateway's first base model]",
            "El modelo que se entrena [por defecto: el primer modelo base de la pasarela]"]);
        var suffix = CommonOptions.Text("--suffix", "TEXT", words["A suffix for the trained model's name", "Un sufijo para el nombre del modelo entrenado"]);
        var epochs = CommonOptions.Number<int>(words, "--epochs", "N", words["Passes over the examples", "Pasadas sobre los ejemplos"]);
        var seed = CommonOptions.Number<int>(words, "--seed", "N", words["Makes the training reproducible", "Hace reproducible el entrenamiento"]);
        var method = CommonOptions.Text("--method", string.Join('|', Methods), words[
            "What the model learns from [default: supervised]",
            "De qué aprende el modelo [por defecto: supervised]"]);
        method.AcceptOnlyFromAmong(Methods);
        var team = CommonOptions.Flag("--team", words["Create a team of advisers on the model", "Crear un equipo de asesores con el modelo"]);
        var dryRun = CommonOptions.Flag("--dry-run", words[
            "Only check the examples, count tokens and calculate the cost",
            "Solo revisar los ejemplos, contar tokens y calcular el costo"]);
        var wait = CommonOptions.Flag("--wait", words["Follow the job until its model can be used", "Seguir el trabajo hasta que su modelo se pueda usar"]);
        return tool.Command(
            "train",
            words["Train a model on examples", "Entrena un modelo con ejemplos"],
            async (run, cancellationToken) =>
            {
                if (run.Get(dryRun) && run.Get(wait))
                    throw ToolException.Usage(words["Use either --dry-run or --wait.", "Usa --dry-run o --wait, no ambos."]);
                var examples = TrainingData.Read(run.Get(file), run.Terminal, words);
                var order = new TrainingOrder(run, examples, run.Get(validation) is { } other ? TrainingData.Read(other, run.Terminal, words) : null);
                var request = new TrainRequest
                {
                    Model = run.Get(model),
                    Suffix = run.Get(suffix),
                    Seed = run.Get(seed),
                    Method = run.Get(method),
                    Hyperparameters = run.Get(epochs) is { } number ? new() { Epochs = new AutoOrNumber(number) } : null,
                    Then = run.Get(team) ? new() { BotRoutine = true } : null,
                };
                return run.Get(dryRun)
                    ? await order.CheckAsync(request, cancellationToken)
                    : await order.TrainAsync(request, run.Get(wait), cancellationToken);
            },
            file, validation, model, suffix, epochs, seed, method, team, dryRun, wait);
    }

    private sealed class TrainingOrder(Invocation run, TrainingData examples, TrainingData? validation)
    {
        public Task<int> CheckAsync(TrainRequest request, CancellationToken cancellationToken) => ExplainAsync(async () =>
        {
            var words = run.Words;
            var response = await EstimateAsync(await CompleteAsync(request, cancellationToken), cancellationToken);
            Warn(response.Warnings, response.MoreWarnings);
            run.Output.Write(
                response,
                (words["model", "modelo"], response.Model),
                (words["examples", "ejemplos"], Plain.Number(response.Examples)),
                (words["validation examples", "ejemplos de validación"], Plain.Number(response.ValidationExamples)),
                ("tokens", Plain.Number(response.Tokens)),
                (words["epochs", "épocas"], Plain.Number(response.Epochs)),
                (words["trained tokens", "tokens entrenados"], Plain.Number(response.TrainedTokens)),
                (words["cost", "costo"], Plain.Cost(response.Cost)));
            return ExitCode.Ok;
        });

        public Task<int> TrainAsync(TrainRequest request, bool wait, CancellationToken cancellationToken) => ExplainAsync(async () =>
        {
            var complete = await CompleteAsync(request, cancellationToken);
            var estimate = wait ? await EstimateAsync(complete, cancellationToken) : null;
            var response = await run.Output.WaitAsync(
                run.Words["Starting the job…", "Iniciando el trabajo…"], run.Client.TrainAsync(complete, cancellationToken));
            Warn(response.Warnings, response.MoreWarnings);
            if (wait)
            {
                var watch = new JobWatch(run, response.JobId, estimate);
                return watch.Report(await watch.FollowAsync(cancellationToken));
            }

            run.Output.Write(
                response,
                (run.Words["job", "trabajo"], response.JobId),
                (run.Words["status", "estado"], response.Status),
                (run.Words["estimated finish", "fin estimado"], Plain.Unix(response.EstimatedFinish)));
            return ExitCode.Ok;
        });

        private Task<TrainDryRunResponse> EstimateAsync(TrainRequest request, CancellationToken cancellationToken) => run.Output.WaitAsync(
            run.Words["Checking the examples…", "Revisando los ejemplos…"], run.Client.TrainDryRunAsync(request, cancellationToken));

        private async Task<TrainRequest> CompleteAsync(TrainRequest request, CancellationToken cancellationToken)
        {
            var (jsonl, dataset) = await examples.UploadAsync(run, cancellationToken);
            var other = validation is null ? (null, null) : await ExplainAsync(() => validation.UploadAsync(run, cancellationToken), validation);
            return request with { Jsonl = jsonl, DatasetId = dataset, ValidationJsonl = other.Jsonl, ValidationDatasetId = other.DatasetId };
        }

        private void Warn(IReadOnlyList<TrainWarning>? warnings, int? more)
        {
            var ofValidation = (warnings ?? []).Where(warning => warning.Field?.StartsWith("validation_", StringComparison.Ordinal) == true).ToList();
            examples.Warn(run, [.. (warnings ?? []).Except(ofValidation)], more);
            validation?.Warn(run, ofValidation, more: null);
        }

        // The gateway names the field before it lists the lines.
        private Task<T> ExplainAsync<T>(Func<Task<T>> act) => ExplainAsync(act, null);

        private async Task<T> ExplainAsync<T>(Func<Task<T>> act, TrainingData? data)
        {
            try
            {
                return await act();
            }
            catch (BotGatewayResponseException failure) when (failure.Errors.Count > 0)
            {
                var isValidation = validation is not null && failure.Message.StartsWith("'validation_", StringComparison.Ordinal);
                throw (data ?? (isValidation ? validation! : examples)).Explain(failure, run.Words);
            }
        }
    }
}
