using System.Globalization;
using System.Text;

namespace BotGateway.Benchmarks;

/// <summary>A table of docs/performance.md with the line above it.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    public MarkdownTable(FormattableString title, params string[] columns)
    {
        _text.Append(title.ToString(CultureInfo.InvariantCulture)).Append("\n\n");
        Add(columns);
        Add([.. columns.Select(_ => "---")]);
    }

    public void Add(params string[] cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public override string ToString() => _text.ToString();
}
