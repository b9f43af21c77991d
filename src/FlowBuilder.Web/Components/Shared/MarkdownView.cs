using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Shows a text in Markdown.</summary>
/// <remarks>
/// The elements are made one by one from the parsed text and no markup is passed through: HTML in the text is shown as the
/// text that it is, pictures by their description only, and links lead to web and mail addresses and nowhere else.
/// </remarks>
public sealed class MarkdownView : ComponentBase
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    private MarkdownDocument _document = [];
    private string? _parsed;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_parsed == Text) return;
        _parsed = Text;
        _document = Markdown.Parse(Text, Pipeline);
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown");
        foreach (var block in _document) Add(builder, block);
        builder.CloseElement();
    }

    private static void Add(RenderTreeBuilder builder, Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                AddText(builder, "h4", heading.Inline);
                break;
            case CodeBlock code:
                builder.OpenElement(2, "pre");
                builder.OpenElement(3, "code");
                builder.AddContent(4, code.Lines.ToString());
                builder.CloseElement();
                builder.CloseElement();
                break;
            case ListBlock list:
                AddAll(builder, list.IsOrdered ? "ol" : "ul", list);
                break;
            case ListItemBlock item:
                AddAll(builder, "li", item);
                break;
            case QuoteBlock quote:
                AddAll(builder, "blockquote", quote);
                break;
            case ThematicBreakBlock:
                builder.OpenElement(5, "hr");
                builder.CloseElement();
                break;
            case LeafBlock leaf:
                AddText(builder, "p", leaf.Inline);
                break;
        }
    }

    private static void AddAll(RenderTreeBuilder builder, string element, ContainerBlock blocks)
    {
        builder.OpenElement(6, element);
        foreach (var block in blocks) Add(builder, block);
        builder.CloseElement();
    }

    private static void AddText(RenderTreeBuilder builder, string element, ContainerInline? text)
    {
        builder.OpenElement(7, element);
        AddInlines(builder, text);
        builder.CloseElement();
    }

    private static void AddInlines(RenderTreeBuilder builder, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    builder.AddContent(8, literal.Content.ToString());
                    break;
                case CodeInline code:
                    builder.OpenElement(9, "code");
                    builder.AddContent(10, code.Content);
                    builder.CloseElement();
                    break;
                case LineBreakInline { IsHard: true }:
                    builder.OpenElement(11, "br");
                    builder.CloseElement();
                    break;
                case LineBreakInline:
                    builder.AddContent(12, " ");
                    break;
                case EmphasisInline emphasis:
                    AddText(builder, emphasis.DelimiterCount > 1 ? "strong" : "em", emphasis);
                    break;
                case LinkInline { IsImage: false } link when IsSafe(link.Url):
                    builder.OpenElement(13, "a");
                    builder.AddAttribute(14, "href", link.Url);
                    builder.AddAttribute(15, "target", "_blank");
                    builder.AddAttribute(16, "rel", "noopener noreferrer");
                    AddInlines(builder, link);
                    builder.CloseElement();
                    break;
                case AutolinkInline link:
                    builder.AddContent(17, link.Url);
                    break;
                case HtmlEntityInline entity:
                    builder.AddContent(18, entity.Transcoded.ToString());
                    break;
                case ContainerInline container:
                    AddInlines(builder, container);
                    break;
            }
        }
    }

    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "mailto");
}
