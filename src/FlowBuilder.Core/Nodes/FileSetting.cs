using System.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Nodes;

/// <summary>A small file embedded in a flow, as text where it is text, else in Base64.</summary>
public sealed record FileSetting
{
    /// <summary>File name without a folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>Media type such as <c>text/markdown</c>, or empty.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The content of a text file, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The content of any other file in Base64, or null.</summary>
    public string? Base64 { get; init; }

    /// <summary>The file as a value.</summary>
    /// <exception cref="FormatException"><see cref="Base64"/> is not Base64.</exception>
    public FileValue ToFile() => new(
        Name,
        MediaType,
        Base64 is not null ? Convert.FromBase64String(Base64) : Encoding.UTF8.GetBytes(Text ?? ""));
}
