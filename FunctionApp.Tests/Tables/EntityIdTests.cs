using BotGateway.Tables;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Tables;

public sealed class EntityIdTests
{
    private const string Digits = "0199b8c2f3a47d4e8f1a2b3c4d5e6f70";

    [Fact]
    public void A_new_id_is_one_of_its_kind()
    {
        var id = EntityId.New("bot", TimeProvider.System);

        Expected.IsId("bot", id);
        Assert.True(EntityId.IsOf("bot", id));
        Assert.False(EntityId.IsOf("thread", id));
    }

    [Fact]
    public void Ids_sort_by_age()
    {
        var clock = new FakeTimeProvider();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(EntityId.New("thread", clock));
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData("bot_" + Digits, true)]
    [InlineData("bot-" + Digits, false)]
    [InlineData("Bot_" + Digits, false)]
    [InlineData("bot" + Digits, false)]
    [InlineData("bot_" + Digits + "\n", false)]
    [InlineData("bot_" + Digits + "0", false)]
    [InlineData("bot_0199B8C2F3A47D4E8F1A2B3C4D5E6F70", false)]
    [InlineData("bot_0199b8c2f3a47d4e8f1a2b3c4d5e6f7'", false)]
    [InlineData("bot_0199b8c2-f3a4-7d4e-8f1a-2b3c4d5e6f", false)]
    [InlineData("bot_٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١", false)]
    [InlineData("asst_abc", false)]
    [InlineData("", false)]
    public void Only_a_text_of_the_ids_form_is_one(string text, bool expected)
    {
        Assert.Equal(expected, EntityId.IsOf("bot", text));
    }
}
