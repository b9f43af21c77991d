using System.Text;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Cli.Files;

/// <summary>The file that a run is recorded into, or replayed from.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Tape">What goes through the run.</param>
/// <param name="Before">What the file held before.</param>
internal sealed record RecordingFile(string Path, RunTape Tape, Recording Before)
{
    /// <summary>Opens the file; tells what is wrong where it cannot be used.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mode">What is done with it.</param>
    /// <param name="mask">Takes secrets out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file, or null.</returns>
    public static async Task<RecordingFile?> OpenAsync(string path, RecordingMode mode, SecretMask mask, CancellationToken cancellationToken)
    {
        if (mode == RecordingMode.Record && !File.Exists(path)) return new RecordingFile(path, RunTape.Record(mask), Recording.Empty);
        if (!File.Exists(path))
        {
            Problems.Say(RecordingWords.NoRecording(path));
            return null;
        }

        if (await FileText.ReadAsync(path, null, cancellationToken) is not { } bytes) return null;
        try
        {
            var recording = RecordingFormat.Read(Encoding.UTF8.GetString(bytes));
            return new RecordingFile(path, mode == RecordingMode.Record ? RunTape.Record(mask) : RunTape.Replay(recording, mask), recording);
        }
        catch (RecordingException failure)
        {
            Problems.Say(RecordingWords.Broken(path, failure));
            return null;
        }
    }

    /// <summary>Adds what was recorded to the file; false where it could not be written, which has been said then.</summary>
    public async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        var recorded = Tape.ToRecording();
        var text = RecordingFormat.Write(Before.With(recorded));
        if (!await FileText.WriteAsync(Path, Encoding.UTF8.GetBytes(text), cancellationToken)) return false;
        Problems.Say(RecordingWords.Saved(recorded.Calls.Sum(call => call.Answers.Length), Path));
        return true;
    }
}
