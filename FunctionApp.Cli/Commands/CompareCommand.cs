using System.CommandLine;
using BotGateway.Cli.Comparing;

namespace BotGateway.Cli.Commands;

/// <summary><c>compare</c>: asks two models the questions of a validation file.</summary>
internal static class CompareCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var first = new Argument<string>("BASE") { Description = words["The model to compare with", "El modelo con el que se compara"] };
        var second = new Argument<string>("TRAINED") { Description = words["The trained model", "El modelo entrenado"] };
        var file = new Option<string>("--with")
        {
            HelpName = "FILE",
            Required = true,
            Description = words["The validation examples, in JSON Lines", "Los ejemplos de validación, en JSON Lines"],
        };
        var yes = CommonOptions.Yes(words);
        return tool.Command(
            "compare",
            words[
                "Compare the answers of two models; shows the cost before it starts",
                "Compara las respuestas de dos modelos; muestra el costo antes de empezar"],
            async (run, cancellationToken) =>
            {
                var questions = Question.Read(run.Get(file)!, run.Terminal, words);
                await ConfirmAsync(run, questions, [run.Get(first), run.Get(second)], run.Get(yes), cancellationToken);
                return await CompareAsync(run, questions, new(run.Client, run.Get(first)), new(run.Client, run.Get(second)), cancellationToken);
            },
            first, second, file, yes);
    }

    private static async Task ConfirmAsync(Invocation run, IReadOnlyList<Question> questions, string[] models, bool yes, CancellationToken cancellationToken)
    {
        var words = run.Words;
        var estimate = await CostEstimate.OfAsync(run.Client, questions, models, cancellationToken);
        var (messages, tokens) = (Plain.Number(estimate.Messages), Plain.Number(estimate.Tokens));
        var cost = estimate.Cost is { } known
            ? words[$"cost about {Plain.Cost(known)}", $"costo aproximado {Plain.Cost(known)}"]
            : words["cost unknown (the models have no priced answers this month)", "costo desconocido (los modelos no tienen respuestas con precio este mes)"];
        run.Output.Note(words[$"{messages} messages, about {tokens} tokens, {cost}.", $"{messages} mensajes, unos {tokens} tokens, {cost}."]);
        if (!yes)
            await run.ConfirmAsync(words["Start?", "¿Empezar?"], cancellationToken);
    }

    private static async Task<int> CompareAsync(
        Invocation run, IReadOnlyList<Question> questions, Candidate first, Candidate second, CancellationToken cancellationToken)
    {
        var view = new ComparisonView(run, first, second);
        await using (first)
        await using (second)
        {
            foreach (var question in questions)
            {
                var (one, other) = (first.AskAsync(question, cancellationToken), second.AskAsync(question, cancellationToken));
                await run.Output.WaitAsync($"{question.Line}", Task.WhenAll(one, other));
                view.Show(question, await one, await other);
            }

            await view.SummarizeAsync(cancellationToken);
        }

        foreach (var id in first.Left.Concat(second.Left))
            run.Output.Note(run.Words[$"{id} could not be deleted.", $"{id} no se pudo eliminar."]);
        return view.HasFailures ? ExitCode.Partial : ExitCode.Ok;
    }
}
