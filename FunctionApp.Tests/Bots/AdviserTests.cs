using BotGateway.Bots;

namespace BotGateway.Tests.Bots;

public sealed class AdviserTests
{
    [Fact]
    public void There_are_four_in_the_order_of_the_protocol()
    {
        Assert.Equal(
            [("marketing", "Marketing"), ("finance", "Finanzas"), ("rrhh", "RRHH"), ("strategy", "Estrategia")],
            Adviser.All.Select(adviser => (adviser.Key, adviser.Name)));
    }

    // Each one's subjects; on all others it is to say politely that they are not its own.
    [Theory]
    [InlineData("finance", "inversiones", "presupuestos", "análisis financiero")]
    [InlineData("marketing", "leads", "SEO", "correo electrónico", "redes sociales", "publicidad")]
    [InlineData("rrhh", "contratación", "retención", "políticas laborales", "bienestar")]
    [InlineData("strategy", "propuesta de valor", "planes estratégicos", "planes de impacto", "planes operativos")]
    public void Each_knows_its_subjects_and_its_manners(string key, params string[] subjects)
    {
        var adviser = Adviser.All.Single(adviser => adviser.Key == key);

        var instructions = adviser.ReadInstructions();

        Assert.StartsWith($"Eres {adviser.Name}", instructions, StringComparison.Ordinal);
        string[] manners = ["estrictamente a tu materia", "con amabilidad", "claro y profesional", "estructurada", "LaTeX", "$"];
        Assert.All([.. subjects, .. manners], part => Assert.Contains(part, instructions, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Each_is_told_something_else()
    {
        Assert.Distinct(Adviser.All.Select(adviser => adviser.ReadInstructions()));
    }
}
