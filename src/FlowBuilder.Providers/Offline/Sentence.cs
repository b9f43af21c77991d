namespace FlowBuilder.Providers.Offline;

/// <summary>A sentence of the text that answers are quoted from.</summary>
/// <param name="Text">The sentence in one line, without list marks.</param>
/// <param name="Index">Its place in the text, from 0.</param>
/// <param name="Paragraph">The paragraph it is in, from 0.</param>
/// <param name="IsHeading">Whether it is a heading, which is no answer.</param>
/// <param name="Citation">The number of the passage it is from, such as <c>[2]</c>; null where passages are not numbered.</param>
internal sealed record Sentence(string Text, int Index, int Paragraph, bool IsHeading, string? Citation)
{
    /// <summary>What it is compared by.</summary>
    public List<string> Terms { get; } = Offline.Terms.Of(Text);
}
