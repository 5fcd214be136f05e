namespace BotGateway.Contracts;

/// <summary>The answer to one of the forms of <see cref="BotRoutineRequest"/>.</summary>
public interface IBotRoutineResponse;
