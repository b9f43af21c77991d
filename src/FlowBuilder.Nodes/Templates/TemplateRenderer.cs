using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Writes a template out with its values: pieces of text, and live texts where they stand.</summary>
/// <remarks>Steps and characters are counted, so that loops over loops end.</remarks>
internal sealed class TemplateRenderer(TemplateData data)
{
    /// <summary>The most parts that one template may go through.</summary>
    public const int MaxSteps = 1_000_000;

    /// <summary>The most characters that one template may write, live text not counted.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    /// <summary>Whether values come as <see cref="TemplateValue"/>, apart from the template's own text.</summary>
    public bool KeepsValues { get; init; }

    private int _steps;
    private long _characters;

    /// <summary>The result's pieces in order, each a <see cref="string"/>, a <see cref="LiveText"/> or a <see cref="TemplateValue"/>.</summary>
    /// <exception cref="NodeException">The template goes through too many parts, or writes too much.</exception>
    public IEnumerable<object> Render(IReadOnlyList<TemplatePart> parts, TemplateScope scope)
    {
        foreach (var part in parts)
        {
            if (++_steps > MaxSteps) throw TooMuch();
            switch (part)
            {
                case TemplatePart.Literal literal:
                    yield return Counted(literal.Text);
                    break;
                case TemplatePart.Value value:
                    var found = scope.Find(value.Path);
                    if (found is LiveText) yield return found;
                    else if (KeepsValues) yield return new TemplateValue(found, Counted(data.Text(found)));
                    else if (Counted(data.Text(found)) is { Length: > 0 } text) yield return text;
                    break;
                case TemplatePart.Block block:
                    foreach (var piece in RenderBlock(block, scope)) yield return piece;
                    break;
            }
        }
    }

    private IEnumerable<object> RenderBlock(TemplatePart.Block block, TemplateScope scope)
    {
        var value = scope.Find(block.Path);
        switch (block.Kind)
        {
            case TemplateBlockKind.Each:
                return RenderEach(block, value, scope);
            case TemplateBlockKind.With when TemplateData.IsTrue(value):
                return Render(block.Body, scope.With(value, block.Names));
            case TemplateBlockKind.If when TemplateData.IsTrue(value):
            case TemplateBlockKind.Unless when !TemplateData.IsTrue(value):
                return Render(block.Body, scope);
            default:
                return Render(block.Otherwise, scope);
        }
    }

    private IEnumerable<object> RenderEach(TemplatePart.Block block, object? value, TemplateScope scope)
    {
        var isFirst = true;
        using var items = TemplateData.Items(value).GetEnumerator();
        var hasItem = items.MoveNext();
        if (!hasItem)
        {
            foreach (var piece in Render(block.Otherwise, scope)) yield return piece;
        }

        while (hasItem)
        {
            if (++_steps > MaxSteps) throw TooMuch();
            var (key, item) = items.Current;
            hasItem = items.MoveNext();
            foreach (var piece in Render(block.Body, scope.Item(key, item, isLast: !hasItem, isFirst, block.Names))) yield return piece;
            isFirst = false;
        }
    }

    private string Counted(string text)
    {
        _characters += text.Length;
        return _characters <= MaxCharacters ? text : throw TooMuch();
    }

    private static NodeException TooMuch() => new("template.too-large", LocalText.Of(
        $"The template was stopped: it repeats more than {MaxSteps:N0} times or writes more than {MaxCharacters / 1024 / 1024} million characters. Give it fewer items, or split them first.",
        $"템플릿을 멈췄습니다. 반복이 {MaxSteps:N0}번을 넘거나 {MaxCharacters / 1024 / 1024}백만 자가 넘는 텍스트를 만듭니다. 항목을 줄이거나 먼저 나누세요."));
}
