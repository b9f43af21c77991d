using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A JSON value is no condition on metadata. <see cref="JsonException.Path"/> says where in it, from <c>$</c>.</summary>
public sealed class MetadataFilterException : JsonException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The place of the mistake.</param>
    /// <param name="text">What is wrong there, and what would be right.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public MetadataFilterException(string path, LocalText text, Exception? innerException = null)
        : base(text.English, path, lineNumber: null, bytePositionInLine: null, innerException)
    {
        Text = text;
    }

    /// <summary>What is wrong there, and what would be right.</summary>
    public LocalText Text { get; }
}
