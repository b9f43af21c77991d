using System.Globalization;
using System.Text;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Writes the Markdown page of one node type in one language.</summary>
internal sealed class NodePageWriter(NodeReference page, CultureInfo language)
{
    private const int MostSamples = 6;

    private readonly StringBuilder _text = new();

    // From docs/nodes, or from the folder of a language below it.
    private readonly string _up = NodeDocs.FolderOf(language).Length == 0 ? "../" : "../../";

    public string Write()
    {
        var type = page.Type;
        Line($"# {type.Title.For(language)}");
        Line($"`{type.Id}` · {NodeCategories.TitleOf(type.Category).For(language)} · {Word(ReferenceWords.Version)} {type.Version} · "
            + $"[{Word(ReferenceWords.AllNodes)}]({NodeDocs.Index}) · [{Word(ReferenceWords.OtherLanguage)}]({NodeDocs.OtherLanguage(language, NodeDocs.FileOf(type))})");
        Line(Markdown.Cell(type.Help.For(language)));
        WriteUse();
        WritePorts(ReferenceWords.Inputs, PortDirection.Input, ReferenceWords.NoInputs);
        WritePorts(ReferenceWords.Outputs, PortDirection.Output, ReferenceWords.NoOutputs);
        WriteSettings();
        WriteExample();
        if (NodeFacts.Of(type).ToList() is { Count: > 0 } facts)
        {
            Line($"## {Word(ReferenceWords.GoodToKnow)}");
            Line(string.Join("\n", facts.Select(fact => $"- {fact.For(language)}")));
        }

        Line($"## {Word(ReferenceWords.IfItFails)}");
        Line(ReferenceWords.Failing($"{_up}control-flow.md#errors", $"{_up}diagnostics.md").For(language));
        return _text.Append(NodeDocs.Mark).Append('\n').ToString();
    }

    private void WriteUse()
    {
        if (page.Type.Guide.English.Length > 0)
        {
            Line($"## {Word(ReferenceWords.When)}");
            Line(Markdown.Cell(page.Type.Guide.For(language)));
        }

        if (page.Before.Length > 0) Line($"{Word(ReferenceWords.OftenBefore)}: {Links(page.Before)}");
        if (page.After.Length > 0) Line($"{Word(ReferenceWords.OftenAfter)}: {Links(page.After)}");
    }

    private void WritePorts(LocalText heading, PortDirection direction, LocalText none)
    {
        Line($"## {Word(heading)}");
        var ports = page.Type.Ports.Where(port => port.Direction == direction && !port.IsSetting).ToList();
        if (ports.Count == 0)
        {
            Line(Word(none));
            return;
        }

        Head(ReferenceWords.Port, ReferenceWords.Type, ReferenceWords.Meaning);
        foreach (var port in ports)
        {
            var meaning = Sentences(
                port.Help,
                port.IsRequired ? ReferenceWords.Required : null,
                port.IsList ? ReferenceWords.Several : null,
                port.AcceptsLive ? ReferenceWords.Live : null,
                port.IsHidden ? ReferenceWords.Result : null);
            Row($"**{Markdown.Cell(port.Label.For(language))}** `{port.Id}`", TypeOf(port.Type), meaning);
        }

        _text.Append('\n');
    }

    private void WriteSettings()
    {
        Line($"## {Word(ReferenceWords.Settings)}");
        var fields = page.Type.Fields.Where(field => !field.IsHidden).ToList();
        if (fields.Count == 0)
        {
            Line(Word(ReferenceWords.NoSettings));
            return;
        }

        Head(ReferenceWords.Setting, ReferenceWords.Type, ReferenceWords.Default, ReferenceWords.Meaning);
        foreach (var field in fields)
        {
            WriteSetting(field, page.Type.Fields, field.Name);
            foreach (var column in field.Columns.Where(column => !column.IsHidden)) WriteSetting(column, field.Columns, $"{field.Name}[].{column.Name}");
        }

        _text.Append('\n');
    }

    private void WriteSetting(SettingField field, IEnumerable<SettingField> beside, string name)
    {
        var kind = SettingWords.Kind(field).For(language);
        if (SettingWords.Limits(field) is { } limits) kind += $", {limits.For(language)}";
        var meaning = Sentences(
            field.Help,
            SettingWords.Condition(field, beside),
            field.IsRequired ? ReferenceWords.Required : null,
            field.IsPromotable ? ReferenceWords.Wirable : null);
        if (!field.Choices.IsEmpty)
            meaning += $" {Word(ReferenceWords.Values)}: {string.Join(", ", field.Choices.Select(choice => $"`{choice.Value}` ({Markdown.Cell(choice.Label.For(language))})"))}.";
        if (field.IsAdvanced) meaning += $" {Word(ReferenceWords.Advanced)}";
        Row($"**{Markdown.Cell(field.Label.For(language))}** `{name}`", kind, DefaultOf(field), meaning);
    }

    private void WriteExample()
    {
        Line($"## {Word(ReferenceWords.Example)}");
        Line(Word(ReferenceWords.AsInFile));
        Line($"```json\n{NodeText.Json(page.Example, page.Type)}\n```");
        if (page.Samples.Length == 0) return;
        Line($"{Word(ReferenceWords.UsedIn)}: {string.Join(", ", page.Samples.Take(MostSamples).Select(sample => $"[{sample.Flow.Name}]({_up}../samples/flows/{(sample.Language == LocalText.DefaultLanguage ? "" : $"{sample.Language}/")}{sample.Id}.json)"))}");
    }

    private string DefaultOf(SettingField field)
    {
        if (SettingWords.Default(field) is not { } value) return "";
        return field.Kind is FieldKind.Choice or FieldKind.Boolean ? Markdown.Cell(value.For(language)) : Markdown.Code(value.For(language));
    }

    private string TypeOf(PortType type)
    {
        var name = PortTypeNames.InKorean(type);
        return language.Equals(Languages.Korean) && name != type.Name ? $"`{type.Name}` ({name})" : $"`{type.Name}`";
    }

    private string Links(IEnumerable<NodeType> types) =>
        string.Join(", ", types.Select(type => $"[{type.Title.For(language)}]({NodeDocs.FileOf(type)})"));

    // What the program says in Markdown of its own stays as it is.
    private string Sentences(LocalText help, params IEnumerable<LocalText?> more) =>
        string.Join(" ", more.OfType<LocalText>().Select(text => text.For(language)).Prepend(Markdown.Cell(help.For(language))).Where(sentence => sentence.Length > 0));

    private string Word(LocalText word) => word.For(language);

    private void Head(params LocalText[] titles) =>
        _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", titles.Select(Word))} |\n| {string.Join(" | ", titles.Select(_ => "---"))} |\n");

    private void Row(params string[] cells) => _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");

    private void Line(string text) => _text.Append(text).Append("\n\n");
}
