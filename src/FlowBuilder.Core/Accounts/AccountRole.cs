namespace FlowBuilder.Core.Accounts;

/// <summary>What an account may do here at most; each includes those before it. What it may do to one flow, its grants say.</summary>
public enum AccountRole
{
    /// <summary>Looks at what was shared with it, and says what it thinks of answers. Changes and runs nothing.</summary>
    Viewer = 0,

    /// <summary>Makes, changes, runs and publishes flows, and uses the connections that are there.</summary>
    Editor = 1,

    /// <summary>Everything: accounts, connections, tool servers, backups, and every flow whoever made it.</summary>
    Administrator = 2,
}
