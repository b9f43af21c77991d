using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Recordings;

/// <summary>A file is no recording that can be read.</summary>
/// <param name="path">The JSON path of what is wrong.</param>
/// <param name="text">What is wrong, and what to do.</param>
public sealed class RecordingException(string path, LocalText text) : Exception(text.English)
{
    /// <summary>The JSON path of what is wrong, such as <c>$.calls[2].answers</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong, and what to do, in every language.</summary>
    public LocalText Text { get; } = text;
}
