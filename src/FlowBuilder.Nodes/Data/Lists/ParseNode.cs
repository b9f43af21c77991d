using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Reads a list or a table out of a text.</summary>
[Node("transform.parse", Category = NodeCategories.Data, Icon = "table", Deterministic = true, Keywords = "parse list bullets numbered csv tsv markdown table items rows output parser 목록 글머리표 번호 표 마크다운 행 읽기 파싱")]
[Text("en", "Read list or table", "Reads a bulleted or numbered list, CSV or a Markdown table, such as a model's answer, as JSON.")]
[Text("ko", "목록·표 읽기", "모델의 답변에 있는 글머리표나 번호 목록, CSV, 마크다운 표를 JSON으로 읽습니다.")]
[Guide("en", "Use it behind a model that was asked for a list or a table, to go through the items with \"For each\" or to work on them with \"List operation\". Where you can, ask for JSON with a schema instead: that is checked.")]
[Guide("ko", "목록이나 표를 답하게 한 모델 뒤에 두고 \"항목마다 반복\"이나 \"목록 작업\"으로 이어 가세요. 가능하면 스키마가 있는 JSON으로 답하게 하는 편이 더 확실합니다.")]
[Example("""{"form": "list"}""")]
public sealed class ParseNode() : ResultNode<ParseNode.Settings, ParseNode.Inputs, JsonElement>(Json)
{
    /// <summary>The items, or the rows.</summary>
    [Text("en", "json", "A list of texts, or of one object a row.")]
    [Text("ko", "JSON", "텍스트의 목록, 또는 행마다 객체 하나인 목록입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <inheritdoc/>
    protected override Task<JsonElement> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = WithoutFence(inputs.Text);
        return Task.FromResult(settings.Form switch
        {
            ParseForm.List => Items(text),
            ParseForm.Csv => Objects(CsvText.Rows(text), settings),
            ParseForm.Markdown => Objects(MarkdownTable.Rows(inputs.Text), settings),
            _ => Guessed(inputs.Text, text, settings),
        });
    }

    private static JsonElement Guessed(string whole, string text, Settings settings)
    {
        if (MarkdownTable.Rows(whole) is { Count: > 0 } table) return Objects(table, settings);
        if (ListText.IsMarked(text)) return Items(text);
        var rows = CsvText.Rows(text);

        // A table has more than one column, the same in each of its rows.
        return rows.Count > 1 && rows[0].Count > 1 && rows.All(row => row.Count == rows[0].Count) ? Objects(rows, settings) : Items(text);
    }

    private static JsonElement Items(string text) => JsonSerializer.SerializeToElement(ListText.Items(text), CoreJson.Options);

    private static JsonElement Objects(IReadOnlyList<IReadOnlyList<string>> rows, Settings settings)
    {
        if (!settings.HasHead) return JsonSerializer.SerializeToElement(rows.Select(row => row.Select(cell => Value(cell, settings))), CoreJson.Options);
        if (rows.Count == 0) return JsonSerializer.SerializeToElement(Array.Empty<string>());
        var names = Names(rows[0]);
        return JsonSerializer.SerializeToElement(rows.Skip(1).Select(row => Row(names, row, settings)), CoreJson.Options);
    }

    private static JsonObject Row(List<string> names, IReadOnlyList<string> row, Settings settings)
    {
        var made = new JsonObject();
        for (var i = 0; i < Math.Max(names.Count, row.Count); i++)
            made[i < names.Count ? names[i] : Column(i)] = i < row.Count ? Value(row[i], settings) : null;
        return made;
    }

    private static JsonValue? Value(string cell, Settings settings)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;

        // 007 and 010-1234-5678 are no numbers.
        var isNumber = settings.ReadsNumbers && cell.Length > 0 && !(cell.Length > 1 && cell[0] == '0' && cell[1] != '.')
            && decimal.TryParse(cell, style, CultureInfo.InvariantCulture, out _);
        return isNumber ? JsonValue.Create(decimal.Parse(cell, style, CultureInfo.InvariantCulture)) : JsonValue.Create(cell);
    }

    private static List<string> Names(IReadOnlyList<string> head)
    {
        var names = new List<string>();
        for (var i = 0; i < head.Count; i++)
        {
            var name = head[i].Trim('*', ' ') is { Length: > 0 } given ? given : Column(i);
            var (unique, number) = (name, 2);
            while (names.Contains(unique)) unique = $"{name} {number++}";
            names.Add(unique);
        }

        return names;
    }

    private static string Column(int index) => $"column {index + 1}";

    private static string WithoutFence(string text)
    {
        var open = text.IndexOf("```", StringComparison.Ordinal);
        var line = open < 0 ? -1 : text.IndexOf('\n', open);
        if (line < 0) return text;
        var close = text.IndexOf("```", line, StringComparison.Ordinal);
        return close < 0 ? text[(line + 1)..] : text[(line + 1)..close];
    }

    /// <summary>How the list or table is written.</summary>
    public sealed record Settings
    {
        /// <summary>The form.</summary>
        [Field(OnCard = true)]
        [Text("en", "Form", "How the list or table is written.")]
        [Text("ko", "형식", "목록이나 표가 어떻게 쓰여 있는지 정합니다.")]
        public ParseForm Form { get; init; }

        /// <summary>Whether the first row holds the names of the columns.</summary>
        [Field(VisibleWhen = nameof(Form), VisibleValues = "auto|csv|markdown")]
        [Text("en", "First row has names", "Whether the first row holds the columns' names; each row is then an object.")]
        [Text("ko", "첫 행이 열 이름", "첫 행에 열 이름이 있는지 정합니다. 있으면 각 행이 객체가 됩니다.")]
        public bool HasHead { get; init; } = true;

        /// <summary>Whether cells that are numbers become numbers.</summary>
        [Field(VisibleWhen = nameof(Form), VisibleValues = "auto|csv|markdown")]
        [Text("en", "Read numbers", "Whether cells such as 1,200.5 become numbers; 007 stays a text.")]
        [Text("ko", "숫자로 읽기", "1,200.5 같은 칸을 숫자로 읽을지 정합니다. 007은 텍스트로 둡니다.")]
        public bool ReadsNumbers { get; init; } = true;
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text with the list or table in it.")]
        [Text("ko", "텍스트", "목록이나 표가 들어 있는 텍스트입니다.")]
        public required string Text { get; init; }
    }
}
