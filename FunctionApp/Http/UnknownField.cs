namespace BotGateway.Http;

/// <param name="Path">Its name, prefixed with the names of its parent fields.</param>
/// <param name="Nearest">The field that was probably meant, or null.</param>
internal sealed record UnknownField(string Path, string? Nearest)
{
    public GatewayException ToProblem() => GatewayException.Invalid(
        $"'{Path}' is not known{(Nearest is null ? "." : $"; did you mean '{Nearest}'?")}");
}
