namespace BotGateway.Tests;

/// <summary>Marks a class whose tests take minutes one after the other. It begins with the first, so that the run does not end with it alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LongAttribute : Attribute;
