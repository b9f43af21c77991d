namespace FlowBuilder.Core.Tools;

/// <summary>Keeps the tool servers that operators set up, the values of their secrets encrypted.</summary>
public interface IToolServerStore
{
    /// <summary>The server of that name, with its secrets, or null.</summary>
    ValueTask<ToolServer?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Every server, by name.</summary>
    ValueTask<IReadOnlyList<ToolServer>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a server or replaces the one of the same name. A secret without a value keeps the stored one of its name.</summary>
    ValueTask SaveAsync(ToolServer server, CancellationToken cancellationToken);

    /// <summary>Removes a server with its secrets; false where there was none.</summary>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
