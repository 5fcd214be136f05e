namespace BotGateway.Authentication;

internal enum ReplayProtection
{
    /// <summary>In the table <c>usedtokens</c>: for any number of instances.</summary>
    Table,

    /// <summary>In memory: for one instance, until it restarts.</summary>
    Memory,

    Off,
}
