using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

/// <summary>The languages need not match line by line, but a reader of either one gets the same code, settings and fields.</summary>
public sealed partial class TranslationTests
{
    public static TheoryData<string, string> Pages =>
    [
        ("README.md", "README.es.md"),
        ("clients/node/README.md", "clients/node/README.es.md"),
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md")
            .Select(Path.GetFileName)
            .Select(name => new TheoryDataRow<string, string>($"docs/{name}", $"docs/es/{name}")),
    ];

    [Theory]
    [InlineData("api")]
    [InlineData("clients")]
    [InlineData("cli")]
    [InlineData("settings")]
    [InlineData("operations")]
    [InlineData("performance")]
    [InlineData("security")]
    [InlineData("migration")]
    [InlineData("recipes")]
    public void Operators_and_client_developers_find_it_in_both(string name)
    {
        Assert.Contains(Pages, row => row.Data == ($"docs/{name}.md", $"docs/es/{name}.md"));
        Assert.True(File.Exists(Repository.PathOf($"docs/es/{name}.md")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_have_the_same_code(string english, string spanish)
    {
        foreach (var language in new[] { "sh", "js", "ts", "json", "python", "php", "java", "powershell" })
            Assert.Equal(Document.Open(english).Blocks(language), Document.Open(spanish).Blocks(language));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_have_the_same_json(string english, string spanish)
    {
        Assert.Equal(Json(english), Json(spanish));
    }

    // Settings, fields, metrics, options and statuses.
    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_have_the_same_names_in_their_tables(string english, string spanish)
    {
        Assert.Equal(Names(english), Names(spanish));
    }

    // Prose can put them in another order.
    private static IEnumerable<string> Json(string page) =>
        Document.Open(page).Examples().Select(json => Placeholder().Replace(json, "<>")).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(string page) =>
        Document.Open(page).Rows().Select(row => row[0]).Where(cell => cell.StartsWith('`') || Statuses().IsMatch(cell));

    // 502, 504
    [GeneratedRegex("^[0-9]{3}(, [0-9]{3})*$")]
    private static partial Regex Statuses();

    // "event":"<canonical name>"
    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Placeholder();
}
