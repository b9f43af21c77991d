using System.Collections.Immutable;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Publishing;

/// <summary>A message to a flow that one can talk to.</summary>
/// <param name="Text">What is said.</param>
internal sealed record AskedMessage(string Text)
{
    /// <summary>What was said before it, system messages included; left out where the flow takes a text alone.</summary>
    /// <remarks>A protocol whose callers send a session instead of what was said gives what <see cref="EndpointHistory"/> finds.</remarks>
    public ImmutableArray<Message> History { get; init; } = [];

    /// <summary>Files and pictures that come with it, for the flow's inputs that take them; a picture goes to an input of pictures first.</summary>
    public ImmutableArray<FileValue> Files { get; init; } = [];
}
