namespace FlowBuilder.Core.Flows;

/// <summary>How large a flow may be. What is over a limit is refused with the limit's name and by how much.</summary>
public static class FlowLimits
{
    /// <summary>Bytes of a file, 16 MiB.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Nodes of one flow.</summary>
    public const int Nodes = 10_000;

    /// <summary>Edges of one flow.</summary>
    public const int Edges = 50_000;

    /// <summary>Bytes of one setting's JSON, of a description or of a note, 1 MiB.</summary>
    public const int SettingBytes = 1024 * 1024;

    /// <summary>Characters of a name, a title, a tag, a type id or a port id.</summary>
    public const int NameLength = 1_000;

    /// <summary>Levels of flows that run flows, the outermost included.</summary>
    public const int SubFlowLevels = 32;

    /// <summary>Tries after the first one that a node's policy may ask for.</summary>
    public const int Retries = 10;

    /// <summary>The longest time limit of one node, in seconds: a day.</summary>
    public const double TimeLimitSeconds = 86_400;
}
