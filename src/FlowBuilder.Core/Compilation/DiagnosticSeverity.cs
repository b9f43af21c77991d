namespace FlowBuilder.Core.Compilation;

/// <summary>What a diagnostic stops.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Nothing; it is worth knowing.</summary>
    Warning,

    /// <summary>The flow can be saved and edited, not run: something is not filled in or not known here.</summary>
    Incomplete,

    /// <summary>The file is refused: it is not a flow.</summary>
    Invalid,
}
