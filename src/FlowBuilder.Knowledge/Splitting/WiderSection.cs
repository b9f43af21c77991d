using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>A section that several passages stand in, which is given to a model in place of any of them.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Range">Where it stands in the text that was cut.</param>
internal sealed record WiderSection(string Text, TextRange Range);
