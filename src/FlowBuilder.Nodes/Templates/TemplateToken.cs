namespace FlowBuilder.Nodes.Templates;

/// <summary>A stretch of text, or one tag.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Offset">Where it begins in the template.</param>
/// <param name="Content">The text, or what stands inside the tag.</param>
/// <param name="TrimsBefore">Whether the tag takes the white space before it away: <c>{{~</c>.</param>
/// <param name="TrimsAfter">Whether the tag takes the white space after it away: <c>~}}</c>.</param>
internal sealed record TemplateToken(
    TemplateTokenKind Kind,
    int Offset,
    string Content,
    bool TrimsBefore = false,
    bool TrimsAfter = false);
