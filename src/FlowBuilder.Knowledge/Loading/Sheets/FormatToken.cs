namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>A piece of a number format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its letters as written, in lower case where they stand for a date, or the literal text.</param>
internal readonly record struct FormatToken(FormatTokenKind Kind, string Text);
