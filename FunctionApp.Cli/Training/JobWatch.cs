using BotGateway.Client;
using BotGateway.Contracts;
using Spectre.Console;

namespace BotGateway.Cli.Training;

/// <summary>A job as it goes on: on a terminal a view that changes, otherwise a line for each change.</summary>
/// <param name="estimate">What a dry run said of it; null if there was none.</param>
internal sealed class JobWatch(Invocation run, string job, TrainDryRunResponse? estimate)
{
    private const int MostUnavailable = 10;

    // A simulated job takes seconds, a real one the better part of an hour.
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);
    private const int ShortPauses = 30;

    private static readonly string[] Ended = ["Failed", "Idle", "Undeploying", "Undeployed", "Deleting", "Deleted"];

    private readonly Words _words = run.Words;
    private string _last = "";

    public Task<CheckTrainResponse> LookAsync(CancellationToken cancellationToken) =>
        run.Client.CheckTrainAsync(new() { Id = job, Details = true }, cancellationToken);

    /// <returns>The job once it has ended and, if it succeeded, its model can be used or cannot be deployed.</returns>
    public async Task<CheckTrainResponse> FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!run.Output.IsLive)
                return await FollowAsync(WriteLine, cancellationToken);
            return await run.Output.Progress.Live(new Text("…")).AutoClear(true).StartAsync(context =>
                FollowAsync(state => context.UpdateTarget(View(state)), cancellationToken));
        }
        catch (OperationCanceledException)
        {
            run.Output.Note(_words[$"The job goes on: bots jobs show {job} --wait", $"El trabajo continúa: bots jobs show {job} --wait"]);
            throw;
        }
    }

    /// <summary>Writes the result.</summary>
    /// <returns>The exit code.</returns>
    public int Report(CheckTrainResponse state)
    {
        run.Output.Write(
            state,
            [.. Lines(state), ("error", state.Error?.Message), (_words["problem", "problema"], state.Problem), (_words["note", "nota"], state.Note)]);
        return state.Status is "failed" or "cancelled" or "lost" || state.Deployment?.State == "Failed" ? ExitCode.Partial : ExitCode.Ok;
    }

    private static bool HasEnded(CheckTrainResponse state) => state.Status switch
    {
        "failed" or "cancelled" or "lost" => true,
        // Without a deployment nothing is left to wait for; the other states are those of a model that is removed.
        "succeeded" => state.Model is not null || state.Deployment is null || Ended.Contains(state.Deployment.State),
        _ => false,
    };

    private async Task<CheckTrainResponse> FollowAsync(Action<CheckTrainResponse> show, CancellationToken cancellationToken)
    {
        var failures = 0;
        for (var looks = 0; ; looks++)
        {
            try
            {
                var state = await LookAsync(cancellationToken);
                failures = 0;
                show(state);
                if (HasEnded(state))
                    return state;
            }
            catch (BotGatewayException passing) when (
                Fault.Of(passing, _words, cancellationToken).ExitCode == ExitCode.Unavailable && ++failures < MostUnavailable)
            {
                // The job goes on without us.
            }

            await run.Terminal.Pause(looks < ShortPauses ? ShortPause : LongPause, cancellationToken);
        }
    }

    private void WriteLine(CheckTrainResponse state)
    {
        var line = string.Join(" · ", Lines(state).Skip(1).Where(each => !string.IsNullOrEmpty(each.Value)).Select(each => $"{each.Label}: {each.Value}"));
        if (line != _last)
            run.Output.Note(line);
        _last = line;
    }

    private Grid View(CheckTrainResponse state)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (label, value) in Lines(state).Where(line => !string.IsNullOrEmpty(line.Value)))
            grid.AddRow(new Text(label, new Style(Color.Teal)), new Text(Plain.Line(value!)));
        return grid;
    }

    private IEnumerable<(string Label, string? Value)> Lines(CheckTrainResponse state)
    {
        yield return (_words["job", "trabajo"], state.JobId);
        var deployment = state.Deployment is { } model ? $", {_words["deployment", "despliegue"]} {model.State}" : "";
        yield return (_words["status", "estado"], state.Status + deployment);
        yield return (_words["loss", "pérdida"], LossOf(state));
        yield return ("tokens", Plain.Number(state.TrainedTokens ?? estimate?.TrainedTokens));
        yield return (_words["cost", "costo"], Plain.Cost(estimate?.Cost));
        yield return (_words["estimated finish", "fin estimado"], Plain.Unix(state.EstimatedFinish));
        yield return (_words["model", "modelo"], state.Model);
    }

    private string LossOf(CheckTrainResponse state)
    {
        var losses = (state.Metrics ?? []).Where(metric => metric.TrainingLoss is not null).OrderBy(metric => metric.Step).ToList();
        if (losses.Count == 0)
            return "";
        // Beside the label, the value and the step.
        var curve = Sparkline.Of([.. losses.Select(metric => metric.TrainingLoss!.Value)], Math.Clamp(run.Output.Width - 45, 5, 40));
        return $"{curve} {Plain.Number(losses[^1].TrainingLoss, "0.###")} ({_words["step", "paso"]} {losses[^1].Step})";
    }
}
