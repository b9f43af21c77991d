namespace FlowBuilder.Knowledge.Text;

/// <summary>Text made from bytes, and how.</summary>
/// <param name="Text">The characters, without a byte order mark.</param>
/// <param name="Charset">The encoding used, by the name people know: <c>utf-8</c>, <c>utf-16le</c>, <c>cp949</c>, <c>windows-1252</c> …</param>
/// <param name="Replaced">How many bytes or sequences could not be read and became U+FFFD; 0 when nothing was lost.</param>
internal sealed record DecodedText(string Text, string Charset, int Replaced = 0);
