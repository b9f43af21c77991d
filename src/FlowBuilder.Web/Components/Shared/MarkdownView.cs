using System.Globalization;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
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
    private static readonly MarkdownPipeline Pipeline = Builder().Build();

    private static readonly MarkdownPipeline CitingPipeline = CitingBuilder().Build();

    private MarkdownDocument _document = [];
    private (string Text, bool Cites)? _parsed;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>What the button above a block of code says that copies it (wwwroot/js/chat.js); null for no button.</summary>
    [Parameter] public string? CopyLabel { get; set; }

    /// <summary>
    /// What the sources are called that the text cites by their numbers: <c>[1]</c> becomes a button (wwwroot/js/chat.js leads from it
    /// to the source). Null for a text that cites nothing.
    /// </summary>
    [Parameter] public IReadOnlyDictionary<int, string>? Citations { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_parsed == (Text, Citations is not null)) return;
        _parsed = (Text, Citations is not null);
        _document = Markdown.Parse(Text, Citations is null ? Pipeline : CitingPipeline);
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown");
        foreach (var block in _document) Add(builder, block);
        builder.CloseElement();
    }

    private void Add(RenderTreeBuilder builder, Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                AddText(builder, "h4", heading.Inline);
                break;
            case CodeBlock code:
                AddCode(builder, code);
                break;
            case Table table:
                AddTable(builder, table);
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

    private void AddCode(RenderTreeBuilder builder, CodeBlock code)
    {
        if (CopyLabel is not null)
        {
            builder.OpenElement(20, "div");
            builder.AddAttribute(21, "class", "code-block");
            builder.OpenElement(22, "div");
            builder.AddAttribute(23, "class", "code-head");
            builder.OpenElement(24, "span");
            builder.AddContent(25, (code as FencedCodeBlock)?.Info);
            builder.CloseElement();
            builder.OpenElement(26, "button");
            builder.AddAttribute(27, "type", "button");
            builder.AddAttribute(28, "class", "code-copy");
            builder.AddContent(29, CopyLabel);
            builder.CloseElement();
            builder.CloseElement();
        }

        builder.OpenElement(2, "pre");

        // What is wider than its place is scrolled, by keys too.
        if (CopyLabel is not null) builder.AddAttribute(30, "tabindex", "0");
        builder.OpenElement(3, "code");
        builder.AddContent(4, code.Lines.ToString());
        builder.CloseElement();
        builder.CloseElement();
        if (CopyLabel is not null) builder.CloseElement();
    }

    private void AddTable(RenderTreeBuilder builder, Table table)
    {
        builder.OpenElement(31, "table");
        foreach (var row in table.OfType<TableRow>())
        {
            builder.OpenElement(32, "tr");
            foreach (var cell in row.OfType<TableCell>())
            {
                builder.OpenElement(33, row.IsHeader ? "th" : "td");
                foreach (var block in cell)
                {
                    if (block is ParagraphBlock paragraph) AddInlines(builder, paragraph.Inline);
                    else Add(builder, block);
                }

                builder.CloseElement();
            }

            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private void AddAll(RenderTreeBuilder builder, string element, ContainerBlock blocks)
    {
        builder.OpenElement(6, element);
        foreach (var block in blocks) Add(builder, block);
        builder.CloseElement();
    }

    private static MarkdownPipelineBuilder Builder() => new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks();

    private static MarkdownPipelineBuilder CitingBuilder()
    {
        var builder = Builder();
        builder.InlineParsers.Insert(0, new CitationParser());
        return builder;
    }

    private void AddText(RenderTreeBuilder builder, string element, ContainerInline? text)
    {
        builder.OpenElement(7, element);
        AddInlines(builder, text);
        builder.CloseElement();
    }

    private void AddInlines(RenderTreeBuilder builder, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    builder.AddContent(8, literal.Content.ToString());
                    break;
                case CitationInline citation:
                    AddCitation(builder, citation.Number);
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
                    AddText(builder, emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount > 1 ? "strong" : "em", emphasis);
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

    private void AddCitation(RenderTreeBuilder builder, int number)
    {
        if (Citations?.TryGetValue(number, out var name) != true)
        {
            builder.AddContent(18, string.Create(CultureInfo.InvariantCulture, $"[{number}]"));
            return;
        }

        builder.OpenElement(40, "button");
        builder.AddAttribute(41, "type", "button");
        builder.AddAttribute(42, "class", "cite");
        builder.AddAttribute(43, "data-cite", number);
        builder.AddAttribute(44, "title", name);
        builder.AddAttribute(45, "aria-label", name);
        builder.AddContent(46, number);
        builder.CloseElement();
    }

    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "mailto");
}
