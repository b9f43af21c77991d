using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;
using FlowBuilder.Nodes.Tools;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Runs SQL that a person wrote, its variables bound as values and never pasted in.</summary>
[Node("data.query", Category = NodeCategories.Data, Icon = "table", Network = true, Keywords = "sql csv excel spreadsheet sqlite postgres database select 표 엑셀 데이터베이스 질의")]
[Text("en", "SQL query", "Reads rows from a spreadsheet or a database with SQL of your own.")]
[Text("ko", "SQL 질의", "직접 쓴 SQL로 스프레드시트나 데이터베이스의 행을 읽습니다.")]
[Guide("en", "Use it when you know the SQL: reports that come the same way each day, rows for \"For each\". Variables are passed as values, so that nobody can slip SQL in. To let people ask in words, take \"Ask a table\".")]
[Guide("ko", "매일 같은 방식의 보고서나 \"항목마다 반복\"에 보낼 행처럼 SQL을 알고 있을 때 쓰세요. 변수는 값으로만 전달되어 SQL을 끼워 넣을 수 없습니다. 말로 묻게 하려면 \"표에 질문하기\"를 쓰세요.")]
public sealed class QueryNode(ITableSources sources) : Node<QueryNode.Settings, QueryNode.Inputs>, IDynamicPorts<QueryNode.Settings>, ICheckedSettings<QueryNode.Settings>
{
    private const int RowsInText = 200;

    /// <summary>The rows.</summary>
    [Text("en", "rows", "The rows as a list of JSON objects.")]
    [Text("ko", "행", "결과 행을 JSON 객체 목록으로 내보냅니다.")]
    public static readonly OutputPort<JsonElement> Rows = new("rows");

    /// <summary>The rows as a Markdown table.</summary>
    [Text("en", "text", "The rows as a table in Markdown.")]
    [Text("ko", "텍스트", "결과 행을 마크다운 표로 내보냅니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>How many rows there are.</summary>
    [Text("en", "count", "How many rows were read.")]
    [Text("ko", "행 수", "읽은 행의 수입니다.")]
    public static readonly OutputPort<double> Count = new("count");

    /// <summary>The query as a tool.</summary>
    [Text("en", "tool", "The query as a tool for a model, when it is offered as one; variables that are not connected are what the model fills in.")]
    [Text("ko", "도구", "도구로 제공할 때 모델에 연결하는 질의입니다. 연결하지 않은 변수는 모델이 채웁니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => TemplatePorts.Of(Template.Parse(settings.Sql).Variables);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        var template = Template.Parse(settings.Sql);
        foreach (var problem in TemplatePorts.ProblemsOf("sql", template)) yield return problem;
        var dialect = settings.Origin == TableOrigin.Database ? SqlDialect.PostgreSql : SqlDialect.Sqlite;
        if (template.Problem is null && settings.Sql.Length > 0 && SqlTemplate.ProblemOf(template, dialect) is { } found)
            yield return new SettingProblem(found.Code, "sql", found.Text);
        if (settings.Use == QueryUse.Tool && !FunctionTool.IsName(settings.ToolName)) yield return ToolNames.Problem("toolName");
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (settings.Use == QueryUse.Tool)
        {
            yield return Tool.Value(new ToolValue(new QueryTool(settings, inputs.Variables, (values, token) => QueryAsync(settings, inputs.File, values, token)), HasSideEffects: false));
            yield break;
        }

        var rows = await QueryAsync(settings, inputs.File, inputs.Variables, cancellationToken).ConfigureAwait(false);
        yield return Rows.Value(rows.ToJson());
        yield return Text.Value(TableMarkdown.Of(rows, RowsInText, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ko"));
        yield return Count.Value(rows.Rows.Count);
    }

    private async Task<TableRows> QueryAsync(Settings settings, FileValue? file, IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken)
    {
        var (sql, names) = SqlTemplate.Read(Template.Parse(settings.Sql));
        var query = new TableQuery(sql)
        {
            Values = [.. names.Select(name => ValueOf(variables.GetValueOrDefault(name)))],
            Limits = new TableLimits { Rows = settings.Rows, Time = TimeSpan.FromSeconds(settings.TimeLimit) },
        };
        var source = await TableFiles.OpenAsync(sources, settings.Origin, file, settings.File, settings.Database, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false)) return await source.QueryAsync(query, cancellationToken).ConfigureAwait(false);
    }

    // A number that came as text is compared as a number: SQLite never finds '5' equal to 5.
    private static object? ValueOf(object? value) => value switch
    {
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString(CultureInfo.InvariantCulture) == text => whole,
        string text when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && text.Contains('.', StringComparison.Ordinal) => number,
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText(),
        _ => value,
    };

    /// <summary>What is read, and how much.</summary>
    public sealed record Settings
    {
        /// <summary>Where the tables are.</summary>
        [Field(OnCard = true)]
        [Text("en", "Tables in", "Where the tables are.")]
        [Text("ko", "표 위치", "표가 있는 곳입니다.")]
        public TableOrigin Origin { get; init; }

        /// <summary>A file kept in the flow, used where none is wired.</summary>
        [Field(OnCard = true, VisibleWhen = nameof(Origin), VisibleValues = "file")]
        [Text("en", "File", "A CSV, Excel or SQLite file kept in the flow; used when no file is connected.")]
        [Text("ko", "파일", "플로우에 함께 저장하는 CSV, 엑셀 또는 SQLite 파일입니다. 연결된 파일이 없을 때 사용합니다.")]
        public FileSetting? File { get; init; }

        /// <summary>The connection of the database.</summary>
        [Field(Kind = FieldKind.Database, OnCard = true, VisibleWhen = nameof(Origin), VisibleValues = "database")]
        [MaxLength(64)]
        [Text("en", "Database", "The connection of the PostgreSQL database; let it use an account that may only read.")]
        [Text("ko", "데이터베이스", "PostgreSQL 데이터베이스 연결입니다. 읽기만 할 수 있는 계정을 사용하세요.")]
        public string Database { get; init; } = "";

        /// <summary>The statement.</summary>
        [Field(Kind = FieldKind.Template, Required = true, Placeholder = "SELECT * FROM \"sales\" WHERE \"region\" = {{region}}")]
        [MaxLength(20_000)]
        [Text("en", "SQL", "One SELECT statement. {{name}} makes an input whose value is put in safely; write it without quotes.")]
        [Text("ko", "SQL", "SELECT 문 하나입니다. {{name}}이라고 쓰면 입력이 생기고 값이 안전하게 들어갑니다. 따옴표 없이 쓰세요.")]
        public string Sql { get; init; } = "";

        /// <summary>The most rows that are read.</summary>
        [Field(Advanced = true)]
        [Range(1, 10_000)]
        [Text("en", "Most rows", "The most rows that are read; the others are left out.")]
        [Text("ko", "최대 행 수", "결과에서 읽는 최대 행 수입니다. 나머지는 뺍니다.")]
        public int Rows { get; init; } = 1_000;

        /// <summary>The longest that the query may run, in seconds.</summary>
        [Field(Advanced = true)]
        [Range(1, 120)]
        [Text("en", "Time limit", "The longest that the query may run, in seconds.")]
        [Text("ko", "시간 제한", "질의에 쓸 수 있는 최대 시간(초)입니다.")]
        public int TimeLimit { get; init; } = 10;

        /// <summary>Who runs the query.</summary>
        [Text("en", "Use", "Run the query, or let a model run it as a tool.")]
        [Text("ko", "용도", "질의를 실행하거나, 모델이 도구로 쓰게 합니다.")]
        public QueryUse Use { get; init; }

        /// <summary>The tool's name for the model.</summary>
        [Field(Required = true, VisibleWhen = nameof(Use), VisibleValues = "tool")]
        [MaxLength(64)]
        [Text("en", "Tool name", "What the model calls the tool: letters, digits, _ and -.")]
        [Text("ko", "도구 이름", "모델이 부르는 도구 이름입니다. 영문자, 숫자, _, -를 씁니다.")]
        public string ToolName { get; init; } = "query";

        /// <summary>What the tool finds, for the model.</summary>
        [Field(Kind = FieldKind.Multiline, VisibleWhen = nameof(Use), VisibleValues = "tool")]
        [MaxLength(1024)]
        [Text("en", "Tool description", "Tells the model what the query finds and when to use it.")]
        [Text("ko", "도구 설명", "질의가 무엇을 찾고 언제 쓰는지 모델에 알려 줍니다.")]
        public string ToolDescription { get; init; } = "";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The file to read.</summary>
        [Text("en", "file", "A CSV, TSV, Excel or SQLite file, instead of the one in the settings.")]
        [Text("ko", "파일", "설정의 파일 대신 사용할 CSV, TSV, 엑셀 또는 SQLite 파일입니다.")]
        public FileValue? File { get; init; }

        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
