using System.Runtime.CompilerServices;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Renders a template for a node: checked, then whole or piece by piece.</summary>
internal static class TemplateText
{
    /// <summary>The pieces in order, each a <see cref="string"/> or a <see cref="LiveText"/> to be read where it stands.</summary>
    /// <exception cref="NodeException">The template cannot be read, or writes too much.</exception>
    public static IEnumerable<object> Pieces(Template template, IReadOnlyDictionary<string, object> variables, bool numbersDocuments) =>
        template.Problem is { } problem
            ? throw new NodeException("template.syntax", problem.Text)
            : new TemplateRenderer(new TemplateData(numbersDocuments)).Render(template.Parts, new TemplateScope(Opened(template, variables)));

    /// <summary>The pieces in order; a live text's pieces as they come.</summary>
    /// <exception cref="NodeException">The template cannot be read, or writes too much.</exception>
    public static async IAsyncEnumerable<string> PiecesAsync(
        Template template,
        IReadOnlyDictionary<string, object> variables,
        bool numbersDocuments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(template, variables, numbersDocuments))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (piece is string text)
            {
                yield return text;
                continue;
            }

            await foreach (var chunk in ((LiveText)piece).ReadAsync(cancellationToken).ConfigureAwait(false)) yield return chunk;
        }
    }

    /// <summary>The whole text.</summary>
    /// <exception cref="NodeException">The template cannot be read, or writes too much.</exception>
    public static async Task<string> WholeAsync(
        Template template,
        IReadOnlyDictionary<string, object> variables,
        bool numbersDocuments,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var piece in PiecesAsync(template, variables, numbersDocuments, cancellationToken).ConfigureAwait(false)) text.Append(piece);
        return text.ToString();
    }

    // A JSON list or object that came as text, where the template looks into it, is what its author meant.
    private static Dictionary<string, object> Opened(Template template, IReadOnlyDictionary<string, object> variables)
    {
        var opened = new Dictionary<string, object>(variables, StringComparer.Ordinal);
        foreach (var variable in template.Variables)
        {
            if (variable.Use.HasFlag(TemplateUse.Structure)
                && opened.GetValueOrDefault(variable.Name) is string text
                && text.AsSpan().TrimStart() is ['{' or '[', ..]
                && JsonInText.TryParse(text, out var json))
                opened[variable.Name] = json;
        }

        return opened;
    }
}
