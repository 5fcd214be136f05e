using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BotGateway.Cli;

/// <summary>
/// Results go to standard output, as JSON or for people, and everything else to standard error. On a terminal lists are tables; in a pipe their rows have
/// tabs and no heading.
/// </summary>
internal sealed class Output(Terminal terminal, bool isJson)
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => isJson;

    /// <summary>The terminal of progress.</summary>
    public IAnsiConsole Progress { get; } = ConsoleOf(terminal, terminal.Error, terminal.IsErrorTerminal);

    /// <summary>Whether progress may move the cursor.</summary>
    public bool IsLive => terminal is { IsErrorTerminal: true, IsDumb: false } && !isJson;

    public int Width => terminal.Width;

    private IAnsiConsole Results { get; } = ConsoleOf(terminal, terminal.Output, terminal.IsOutputTerminal);

    /// <summary>The result, or one of several: a record of the contracts.</summary>
    public void Write<T>(T record, params IEnumerable<(string Label, string? Value)> lines)
    {
        if (isJson)
            WriteJson(NodeOf(record)!);
        else
            WriteFields(lines);
    }

    public void WriteJson(JsonNode node) => terminal.Output.WriteLine(node.ToJsonString(Json));

    public static JsonNode? NodeOf<T>(T record) => JsonSerializer.SerializeToNode(record, ContractsJson.SerializerOptions);

    public async Task ListAsync<T>(
        IAsyncEnumerable<T> items, string none, IReadOnlyList<(string Title, Func<T, string?> Value)> columns, CancellationToken cancellationToken)
    {
        List<string[]> rows = [];
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (isJson)
                WriteJson(NodeOf(item)!);
            else if (terminal.IsOutputTerminal)
                rows.Add(Cells(item));
            else
                await terminal.Output.WriteLineAsync(string.Join('\t', Cells(item)));
        }

        if (!isJson && terminal.IsOutputTerminal)
            WriteTable([.. columns.Select(column => column.Title)], rows, none);

        string[] Cells(T item) => [.. columns.Select(column => Plain.Line(column.Value(item) ?? ""))];
    }

    /// <summary>For people only.</summary>
    public void Text(string text)
    {
        if (!isJson)
            terminal.Output.WriteLine(Plain.Text(text));
    }

    public void Render(IRenderable picture) => Results.Write(picture);

    /// <summary>A note that is no result.</summary>
    public void Note(string text) => terminal.Error.WriteLine(Plain.Text(text));

    /// <summary>Shows on a terminal that something takes its time.</summary>
    public async Task<T> WaitAsync<T>(string text, Task<T> task) => IsLive
        ? await Progress.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(text), _ => task)
        : await task;

    private void WriteFields(IEnumerable<(string Label, string? Value)> lines)
    {
        var shown = lines.Where(line => !string.IsNullOrEmpty(line.Value)).ToList();
        var width = shown.Select(line => line.Label.Length).DefaultIfEmpty().Max();
        foreach (var (label, value) in shown)
            terminal.Output.WriteLine(terminal.IsOutputTerminal ? $"{label.PadRight(width)}  {Plain.Text(value!)}" : $"{label}\t{Plain.Line(value!)}");
    }

    // Wrapped cells could not be read or copied, so what is too wide becomes a list.
    private void WriteTable(string[] titles, List<string[]> rows, string none)
    {
        if (rows.Count == 0)
        {
            Note(none);
            return;
        }

        var width = titles.Select((title, i) => rows.Select(row => row[i].GetCellWidth()).Append(title.GetCellWidth()).Max() + 2).Sum();
        if (width > terminal.Width)
        {
            foreach (var row in rows)
            {
                WriteFields(titles.Zip(row, (title, value) => (title, (string?)value)));
                terminal.Output.WriteLine();
            }

            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var title in titles)
            table.AddColumn(new TableColumn(new Text(title, new Style(Color.Teal))) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        Results.Write(table);
    }

    private static IAnsiConsole ConsoleOf(Terminal terminal, TextWriter writer, bool isTerminal)
    {
        var movesCursor = isTerminal && !terminal.IsDumb;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = movesCursor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && terminal.HasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = movesCursor ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = terminal.Width;
        return console;
    }
}
