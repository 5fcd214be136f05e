using System.Globalization;

namespace BotGateway.Tests.Documents;

public sealed class ConfigurationTableTests
{
    [Theory]
    [MemberData(nameof(Document.InBothLanguages), "settings", MemberType = typeof(Document))]
    public void The_table_names_exactly_the_settings_that_there_are(string page)
    {
        var named = Table(page).Select(row => row.Name);

        Assert.Equal(Setting.All.Select(setting => setting.Name).Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Document.InBothLanguages), "settings", MemberType = typeof(Document))]
    public void Where_it_states_a_default_that_is_the_default(string page)
    {
        var stated = Table(page)
            .Where(row => row.Default.StartsWith('`') || int.TryParse(row.Default, CultureInfo.InvariantCulture, out _))
            .Select(row => new Setting(row.Name, row.Default.Trim('`')))
            .ToList();

        Assert.Equal(34, stated.Count);
        Assert.All(stated, row => Assert.Contains(row, Setting.All));
    }

    [Theory]
    [MemberData(nameof(Document.InBothLanguages), "settings", MemberType = typeof(Document))]
    public void Where_it_states_none_there_is_none(string page)
    {
        var others = Table(page)
            .Where(row => !row.Default.StartsWith('`') && !int.TryParse(row.Default, CultureInfo.InvariantCulture, out _));

        Assert.All(others, row => Assert.Equal("", Setting.All.Single(setting => setting.Name == row.Name).Default ?? ""));
    }

    private static List<(string Name, string Default)> Table(string page) =>
    [
        .. from row in Document.Open(page).Rows()
           where row is [var name, _, _] && name.StartsWith('`') && (name.Contains("__") || name == "`SchedulerSchedule`")
           select (row[0].Trim('`'), row[1]),
    ];
}
