namespace BotGateway.Tables;

/// <summary>What a feature keeps of a client, as far as it can be erased. Erasing is done in steps that can be cut off anywhere and repeated.</summary>
internal interface IClientData
{
    /// <summary>What the client knows it as.</summary>
    string Kind { get; }

    /// <summary>Whether it goes only when nothing else is left, and no request that began before the erasure can still be writing.</summary>
    bool IsLast => false;

    /// <summary>Deletes a portion.</summary>
    /// <exception cref="Http.GatewayException">A service does not do its part; what was deleted before stays deleted.</exception>
    Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken);
}
