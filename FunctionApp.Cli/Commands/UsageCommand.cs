using System.CommandLine;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>usage</c>: what the client has used, and its budgets.</summary>
internal static class UsageCommand
{
    private static readonly string[] Keys = ["day", "bot", "model"];

    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var from = CommonOptions.Text("--from", "YYYY-MM-DD", words[
            "The first UTC day [default: the first of this month]",
            "El primer día UTC [por defecto: el primero de este mes]"]);
        var to = CommonOptions.Text("--to", "YYYY-MM-DD", words["The last UTC day [default: today]", "El último día UTC [por defecto: hoy]"]);
        var by = new Option<string>("--by")
        {
            HelpName = string.Join('|', Keys),
            Description = words["What is added up", "Qué se suma"],
            DefaultValueFactory = _ => Keys[0],
        };
        by.AcceptOnlyFromAmong(Keys);
        return tool.Command(
            "usage",
            words["Show what was used, what it cost, and the budgets", "Muestra qué se usó, qué costó y los presupuestos"],
            async (run, cancellationToken) =>
            {
                var request = new UsageRequest { From = run.Get(from), To = run.Get(to), By = run.Get(by) };
                UsageResponse? whole = null;
                await foreach (var page in run.Client.ListUsage(request).AsPagesAsync(cancellationToken))
                    whole = page with { Items = [.. whole?.Items ?? [], .. page.Items] };
                await WriteAsync(run, whole!, cancellationToken);
                return ExitCode.Ok;
            },
            from, to, by);
    }

    private static async Task WriteAsync(Invocation run, UsageResponse usage, CancellationToken cancellationToken)
    {
        var words = run.Words;
        if (run.Output.IsJson)
        {
            run.Output.Write(usage);
            return;
        }

        await run.Output.ListAsync(
            usage.Items.Append(usage.Total).ToAsyncEnumerable(),
            "",
            [
                (usage.By, each => each.Day ?? each.BotId ?? each.Model ?? words["total", "total"]),
                (words["answers", "respuestas"], each => Plain.Number(each.Requests)),
                (words["prompt", "entrada"], each => Plain.Number(each.PromptTokens)),
                (words["completion", "salida"], each => Plain.Number(each.CompletionTokens)),
                (words["trained", "entrenados"], each => Plain.Number(each.TrainedTokens)),
                (words["hours deployed", "horas desplegado"], each => Plain.Number(each.DeploymentHours, "0.#")),
                (words["cost", "costo"], each => Plain.Cost(each.Cost)),
            ],
            cancellationToken);
        foreach (var budget in usage.Budgets ?? [])
        {
            var (used, limit, resets) = (Plain.Number(budget.Used), Plain.Number(budget.Limit), Plain.Time(budget.ResetsAt));
            run.Output.Note(words[
                $"{budget.Budget} budget: {used} of {limit} tokens; it resets at {resets}.",
                $"presupuesto {(budget.Budget == "daily" ? "diario" : "mensual")}: {used} de {limit} tokens; se reinicia el {resets}."]);
        }
    }
}
