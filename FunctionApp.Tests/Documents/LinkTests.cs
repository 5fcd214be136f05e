using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. new[] { Repository.Root, Repository.PathOf("docs"), Repository.PathOf("docs/es"), Repository.PathOf("clients/node") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_point_to_files_and_headings_that_exist(string page)
    {
        var targets = Link().Matches(Document.Open(page).Prose).Select(link => link.Groups["target"].Value);
        Assert.All(targets.Where(target => !target.Contains("://")), target =>
        {
            var parts = target.Split('#');
            var file = parts[0] == "" ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
            Assert.True(Path.Exists(Repository.PathOf(file)), $"{target}: there is no such file.");
            if (parts.Length > 1)
                Assert.Contains(parts[1], Document.Open(file).Headings().Select(AnchorOf));
        });
    }

    [Fact]
    public void All_pages_are_checked()
    {
        Assert.Superset(new HashSet<string> { "README.md", "CONTRIBUTING.md", "docs/api.md", "docs/es/api.md", "clients/node/README.md" }, Pages.Select(row => row.Data).ToHashSet());
    }

    // As GitHub creates them.
    private static string AnchorOf(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
