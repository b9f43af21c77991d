namespace FlowBuilder.Cli;

/// <summary>What the program's end tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Done = 0;

    /// <summary>The run failed or was stopped; or files are not in their canonical form.</summary>
    public const int Failed = 1;

    /// <summary>A file is no good flow, or the command was not understood.</summary>
    public const int BadInput = 2;
}
