using System.Text.Json.Nodes;
using Spectre.Console;

namespace BotGateway.Cli.Comparing;

/// <summary>Shows the answers of two models, and in the end how they compare.</summary>
internal sealed class ComparisonView(Invocation run, Candidate first, Candidate second)
{
    // Narrower columns cannot be read.
    private const int LeastWidth = 100;

    private readonly Words _words = run.Words;
    private readonly List<(Reply First, Reply Second)> _replies = [];

    public bool HasFailures => _replies.Any(each => each.First.Error is not null || each.Second.Error is not null);

    public void Show(Question question, Reply one, Reply other)
    {
        _replies.Add((one, other));
        var asked = string.Join('\n', question.Messages);
        if (run.Output.IsJson)
        {
            run.Output.WriteJson(new JsonObject
            {
                ["type"] = "example",
                ["line"] = question.Line,
                ["question"] = asked,
                ["expected"] = question.Expected,
                ["base"] = one.ToJson(),
                ["trained"] = other.ToJson(),
            });
            return;
        }

        run.Output.Text($"{question.Line}: {asked}");
        if (run.Terminal.IsOutputTerminal && run.Output.Width >= LeastWidth)
        {
            var table = new Table { Border = TableBorder.Rounded, Expand = true };
            foreach (var title in new[] { _words["expected", "esperada"], Title(first, one), Title(second, other) })
                table.AddColumn(new TableColumn(new Text(Plain.Line(title), new Style(Color.Teal))));
            table.AddRow(new[] { question.Expected, TextOf(one), TextOf(other) }.Select(text => new Text(Plain.Text(text))));
            run.Output.Render(table);
            return;
        }

        run.Output.Text($"  {_words["expected", "esperada"]}: {question.Expected}");
        run.Output.Text($"  {Title(first, one)}: {TextOf(one)}");
        run.Output.Text($"  {Title(second, other)}: {TextOf(other)}");
    }

    public async Task SummarizeAsync(CancellationToken cancellationToken)
    {
        (string Name, Candidate Candidate, List<Reply> Replies)[] sides =
            [("base", first, [.. _replies.Select(each => each.First)]), ("trained", second, [.. _replies.Select(each => each.Second)])];
        if (run.Output.IsJson)
        {
            var summary = new JsonObject { ["type"] = "summary", ["examples"] = _replies.Count };
            foreach (var (name, candidate, replies) in sides)
                summary[name] = SumOf(candidate, replies);
            run.Output.WriteJson(summary);
            return;
        }

        await run.Output.ListAsync(
            sides.ToAsyncEnumerable(),
            "",
            [
                (_words["model", "modelo"], side => side.Candidate.Model),
                (_words["similarity", "similitud"], side => Plain.Number(Mean(side.Replies), "0.00")),
                (_words["prompt tokens", "tokens de entrada"], side => Plain.Number(side.Replies.Sum(reply => reply.PromptTokens))),
                (_words["completion tokens", "tokens de salida"], side => Plain.Number(side.Replies.Sum(reply => reply.CompletionTokens))),
                (_words["failures", "fallos"], side => Plain.Number(side.Replies.Count(reply => reply.Error is not null))),
            ],
            cancellationToken);
    }

    private static JsonObject SumOf(Candidate candidate, List<Reply> replies) => new()
    {
        ["model"] = candidate.Model,
        ["similarity"] = Mean(replies) is { } mean ? Math.Round(mean, 4) : null,
        ["prompt_tokens"] = replies.Sum(reply => reply.PromptTokens),
        ["completion_tokens"] = replies.Sum(reply => reply.CompletionTokens),
        ["failures"] = replies.Count(reply => reply.Error is not null),
    };

    private static double? Mean(List<Reply> replies) =>
        replies.Where(reply => reply.Error is null).Select(reply => (double?)reply.Similarity).DefaultIfEmpty(null).Average();

    private static string Title(Candidate candidate, Reply reply) =>
        $"{candidate.Model} ({Plain.Number(reply.Similarity, "0.00")}, {Plain.Number(reply.PromptTokens + reply.CompletionTokens)} tokens)";

    private static string TextOf(Reply reply) => reply.Answer ?? $"✗ {reply.Error}";
}
