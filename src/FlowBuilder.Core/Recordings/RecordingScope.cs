namespace FlowBuilder.Core.Recordings;

/// <summary>Whose calls are recorded or replayed, as far as code runs on behalf of a node.</summary>
/// <remarks>Ambient like <see cref="System.Diagnostics.Activity.Current"/>: calls to models and tools need not be told by every node.</remarks>
/// <param name="Tape">The run's tape.</param>
/// <param name="Path">The node's path in the run.</param>
internal sealed record RecordingScope(RunTape Tape, string Path)
{
    private static readonly AsyncLocal<RecordingScope?> Ambient = new();

    /// <summary>The scope of the code that runs here; null where nothing is recorded.</summary>
    public static RecordingScope? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
