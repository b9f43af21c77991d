using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Data.Tables.Plain;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Answers a question from tables: a model writes SQL, which is checked, run read-only and shown.</summary>
[Node("data.ask-table", Category = NodeCategories.Data, Icon = "table", Network = true, Recorded = RecordedAs.Whole, Keywords = "sql csv excel spreadsheet sqlite postgres database query chart 표 엑셀 스프레드시트 데이터베이스 질의 통계")]
[Text("en", "Ask a table", "Answers a question from a spreadsheet or a database: a model writes the SQL, which only reads and is shown with the answer.")]
[Text("ko", "표에 질문하기", "스프레드시트나 데이터베이스에서 질문의 답을 찾습니다. 모델이 읽기 전용 SQL을 쓰고, SQL을 답과 함께 보여 줍니다.")]
[Guide("en", "Use it when people ask in their own words about a spreadsheet or a database. The SQL stands beside each answer, so that it can be checked, and it can only read. For fixed reports take \"SQL query\".")]
[Guide("ko", "스프레드시트나 데이터베이스에 대해 사람이 자기 말로 물을 때 쓰세요. 답마다 SQL이 함께 나와 확인할 수 있고, 읽기만 합니다. 정해진 보고서에는 \"SQL 질의\"를 쓰세요.")]
public sealed class AskTableNode(ITableSources sources, IChatModels models) : Node<AskTableSettings, AskTableNode.Inputs>, ICheckedSettings<AskTableSettings>
{
    private const int RowsInText = 50;
    private const int RowsInSource = 10;

    /// <summary>The answer.</summary>
    [Text("en", "text", "The answer in words, or the rows as a table.")]
    [Text("ko", "텍스트", "문장으로 된 답변 또는 표로 된 결과입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The SQL that was run.</summary>
    [Text("en", "SQL", "The SQL that was run; empty where the question cannot be answered.")]
    [Text("ko", "SQL", "실행한 SQL입니다. 답할 수 없는 질문이면 비어 있습니다.")]
    public static readonly OutputPort<string> Sql = new("sql");

    /// <summary>The rows.</summary>
    [Text("en", "rows", "The rows as a list of JSON objects.")]
    [Text("ko", "행", "결과 행을 JSON 객체 목록으로 내보냅니다.")]
    public static readonly OutputPort<JsonElement> Rows = new("rows");

    /// <summary>SQL and rows as a document that a chat shows as the answer's source.</summary>
    [Text("en", "source", "The SQL and its first rows as a document, shown in a chat as the answer's source.")]
    [Text("ko", "출처", "SQL과 처음 몇 행을 담은 문서입니다. 채팅에서 답변의 출처로 보여 줍니다.")]
    public static readonly OutputPort<DocumentList> Source = new("source");

    /// <summary>The tables as a tool.</summary>
    [Text("en", "tool", "The tables as a tool for a model, when they are offered as one.")]
    [Text("ko", "도구", "도구로 제공할 때 모델에 연결하는 출력입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(AskTableSettings settings)
    {
        if (settings.Use != TableUse.Tool || (settings.ToolName.Length > 0 && settings.ToolName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))) yield break;
        yield return new SettingProblem("setting.not-a-name", "toolName", LocalText.Of(
            "\"Tool name\" may hold letters, digits, _ and - only.",
            "\"도구 이름\"에는 영문자, 숫자, _, -만 쓸 수 있습니다."));
    }

    /// <inheritdoc/>
    protected override bool IsDeterministic(AskTableSettings settings) =>
        settings.Origin == TableOrigin.File && settings.Use == TableUse.Ask && settings.Connection == ConnectionKind.Offline.Value;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        AskTableSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = TableFiles.NameOf(settings.Origin, inputs.File, settings.File, settings.Database);
        await using var source = await OpenAsync(settings, inputs, cancellationToken).ConfigureAwait(false);
        var schema = await source.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (schema.Tables.Count == 0) throw TableFault.NoTables(name);
        if (settings.Use == TableUse.Tool)
        {
            var tool = new TableTool(settings.ToolName, schema, source.Dialect, settings, token => OpenAsync(settings, inputs, token));
            yield return Tool.Value(new ToolValue(tool, HasSideEffects: false));
            yield break;
        }

        if (string.IsNullOrWhiteSpace(inputs.Question)) throw NoQuestion();
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        var isPlain = model.Client.GetService<ChatClientMetadata>()?.ProviderName == ConnectionKind.Offline.Value;
        var (plain, sql, rows, reason) = isPlain
            ? await PlainAsync(inputs.Question, schema, source, settings, cancellationToken).ConfigureAwait(false)
            : await ModelAsync(new SqlWriter(model, source, settings, context), inputs.Question, schema, cancellationToken).ConfigureAwait(false);
        yield return Sql.Value(sql);
        yield return Rows.Value((rows ?? new TableRows([], [], false)).ToJson());
        if (rows is null)
        {
            yield return Text.Value(reason!);
            yield break;
        }

        var korean = PlainWords.IsKorean(inputs.Question);
        yield return Source.Value(new DocumentList([SourceOf(name, sql, rows, korean)]));
        if (!settings.InWords)
        {
            yield return Text.Delta(TableMarkdown.Of(rows, RowsInText, korean));
        }
        else if (plain is not null)
        {
            yield return Text.Delta(PlainAnswer.Of(plain, rows, korean));
        }
        else
        {
            await foreach (var chunk in SayAsync(model, SqlPrompt.Say(inputs.Question, sql, rows, settings.About), context, cancellationToken).ConfigureAwait(false))
                yield return Text.Delta(chunk);
        }

        if (settings.ShowSql) yield return Text.Delta($"\n\n```sql\n{sql}\n```");
    }

    private Task<ITableSource> OpenAsync(AskTableSettings settings, Inputs inputs, CancellationToken cancellationToken) =>
        TableFiles.OpenAsync(sources, settings.Origin, inputs.File, settings.File, settings.Database, cancellationToken);

    private static async Task<(PlainQuery? Plain, string Sql, TableRows? Rows, string? Reason)> PlainAsync(
        string question, TableSchema schema, ITableSource source, AskTableSettings settings, CancellationToken cancellationToken)
    {
        if (PlainQuestion.Translate(question, schema) is not { } plain) return (null, "", null, PlainAnswer.NotUnderstood(question, schema));
        var limits = new TableLimits { Rows = settings.Rows, Time = TimeSpan.FromSeconds(settings.TimeLimit) };
        return (plain, plain.Sql, await source.QueryAsync(new TableQuery(plain.Sql) { Limits = limits }, cancellationToken).ConfigureAwait(false), null);
    }

    private static async Task<(PlainQuery? Plain, string Sql, TableRows? Rows, string? Reason)> ModelAsync(
        SqlWriter writer, string question, TableSchema schema, CancellationToken cancellationToken)
    {
        var (sql, rows, reason) = await writer.WriteAsync(question, schema, cancellationToken).ConfigureAwait(false);
        return (null, sql, rows, reason);
    }

    private static async IAsyncEnumerable<string> SayAsync(
        OpenedChatModel model, List<ChatMessage> messages, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var length = 0;
        ChatFinishReason? finish = null;
        await foreach (var update in model.Client.GetStreamingResponseAsync(messages, new ChatOptions(), cancellationToken).ConfigureAwait(false))
        {
            finish = update.FinishReason ?? finish;
            foreach (var usage in update.Contents.OfType<UsageContent>()) context.Report(ChatAnswer.UsageOf(usage.Details, model.Price));
            if (update.Text is not { Length: > 0 } chunk) continue;
            length += chunk.Length;
            yield return chunk;
        }

        ChatAnswer.CheckComplete(length, finish);
    }

    private static Document SourceOf(string name, string sql, TableRows rows, bool korean) => new()
    {
        Text = new StringBuilder().Append(sql).Append("\n\n").Append(TableMarkdown.Of(rows, RowsInSource, korean)).ToString(),
        Title = name.Length > 0 ? $"SQL · {name}" : "SQL",
        Source = name,
    };

    private static NodeException NoQuestion() => new(
        "table.no-question",
        LocalText.Of("There is no question. Connect one to \"question\".", "질문이 없습니다. \"질문\" 입력에 연결하세요."),
        FaultKind.Input);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The question.</summary>
        [Text("en", "question", "What to find out, in everyday words.")]
        [Text("ko", "질문", "알고 싶은 내용을 평소 말로 적습니다.")]
        public string? Question { get; init; }

        /// <summary>The file to ask.</summary>
        [Text("en", "file", "A CSV, TSV, Excel or SQLite file, instead of the one in the settings.")]
        [Text("ko", "파일", "설정의 파일 대신 사용할 CSV, TSV, 엑셀 또는 SQLite 파일입니다.")]
        public FileValue? File { get; init; }
    }
}
