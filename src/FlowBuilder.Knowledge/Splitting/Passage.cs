using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>A stretch of a document.</summary>
/// <param name="Document">Its text, with where it came from.</param>
/// <param name="Range">Where it stands in the text that was cut.</param>
/// <param name="Wider">The section around it, the same object for all passages of one; null where there is none.</param>
internal sealed record Passage(Document Document, TextRange Range, WiderSection? Wider);
