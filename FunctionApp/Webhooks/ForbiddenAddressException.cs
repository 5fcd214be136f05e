namespace BotGateway.Webhooks;

/// <summary>A webhook's host has an address that is not public.</summary>
internal sealed class ForbiddenAddressException() : IOException("The host has an address that is not public.");
