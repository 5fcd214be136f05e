using System.Globalization;

namespace BotGateway.Tests.Documents;

public sealed class ConfigurationTableTests
{
    [Fact]
    public void Every_options_class_is_looked_at_here()
    {
        Assert.Equal(Setting.Classes.Select(type => type.Name).Order(), Setting.Listed.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void The_table_names_exactly_the_settings_that_there_are(string readme)
    {
        var named = Table(readme).Select(row => row.Name);

        Assert.Equal(Setting.All.Select(setting => setting.Name).Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void Where_it_states_a_default_that_is_the_default(string readme)
    {
        var stated = Table(readme)
            .Where(row => row.Default.StartsWith('`') || int.TryParse(row.Default, CultureInfo.InvariantCulture, out _))
            .Select(row => new Setting(row.Name, row.Default.Trim('`')))
            .ToList();

        Assert.Equal(26, stated.Count);
        Assert.All(stated, row => Assert.Contains(row, Setting.All));
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void Where_it_states_none_there_is_none(string readme)
    {
        var others = Table(readme)
            .Where(row => !row.Default.StartsWith('`') && !int.TryParse(row.Default, CultureInfo.InvariantCulture, out _));

        Assert.All(others, row => Assert.Equal("", Setting.All.Single(setting => setting.Name == row.Name).Default ?? ""));
    }

    private static List<(string Name, string Default)> Table(string readme) =>
    [
        .. from row in Readme.Open(readme).Rows()
           where row is [var name, _, _] && name.StartsWith('`') && (name.Contains("__") || name == "`SchedulerSchedule`")
           select (row[0].Trim('`'), row[1]),
    ];
}
