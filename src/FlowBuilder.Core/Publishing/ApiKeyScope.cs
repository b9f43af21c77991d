namespace FlowBuilder.Core.Publishing;

/// <summary>What a key allows.</summary>
[Flags]
public enum ApiKeyScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To call published endpoints.</summary>
    Run = 1,

    /// <summary>To read flows, runs and what else the management API lists.</summary>
    Read = 2,

    /// <summary>To change them; includes reading.</summary>
    Manage = 4,
}
