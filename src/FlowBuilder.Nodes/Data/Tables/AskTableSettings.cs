using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Which tables are asked, by which model, and how much it may read.</summary>
public sealed record AskTableSettings
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

    /// <summary>The connection of the model that writes the SQL.</summary>
    [Field(Kind = FieldKind.Connection, Required = true)]
    [Text("en", "Connection", "Where the model that writes the SQL runs; \"offline\" understands simple questions only.")]
    [Text("ko", "연결", "SQL을 쓰는 모델이 실행되는 곳입니다. \"offline\"은 간단한 질문만 이해합니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model)]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";

    /// <summary>What the model should know about the data.</summary>
    [Field(Kind = FieldKind.Multiline, Promotable = true)]
    [MaxLength(8000)]
    [Text("en", "About the data", "What one has to know about the data: what columns mean, how figures are worked out.")]
    [Text("ko", "데이터 설명", "열의 뜻이나 수치를 계산하는 방법처럼 데이터에 대해 알아야 할 내용입니다.")]
    public string About { get; init; } = "";

    /// <summary>Whether the model says the answer in words.</summary>
    [Text("en", "Answer in words", "The model says the answer in a sentence; otherwise the rows come as a table.")]
    [Text("ko", "문장으로 답하기", "모델이 문장으로 답합니다. 끄면 결과 행이 표로 나옵니다.")]
    public bool InWords { get; init; } = true;

    /// <summary>Whether the SQL stands below the answer.</summary>
    [Text("en", "Show the SQL", "Puts the SQL below the answer, so that anyone can check it.")]
    [Text("ko", "SQL 보여 주기", "누구나 확인할 수 있도록 답변 아래에 SQL을 붙입니다.")]
    public bool ShowSql { get; init; } = true;

    /// <summary>Whether the model sees a few rows.</summary>
    [Field(Advanced = true)]
    [Text("en", "Show rows to the model", "Shows the model a few rows and values, which makes better SQL; turn it off where they are confidential.")]
    [Text("ko", "모델에 예시 행 보내기", "모델에 행과 값 몇 개를 보여 주어 SQL이 더 정확해집니다. 공개하면 안 되는 데이터라면 끄세요.")]
    public bool ShowSamples { get; init; } = true;

    /// <summary>The most rows that are read.</summary>
    [Field(Advanced = true)]
    [Range(1, 10_000)]
    [Text("en", "Most rows", "The most rows that are read; the others are left out.")]
    [Text("ko", "최대 행 수", "결과에서 읽는 최대 행 수입니다. 나머지는 뺍니다.")]
    public int Rows { get; init; } = 200;

    /// <summary>The longest that a query may run, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 120)]
    [Text("en", "Time limit", "The longest that one query may run, in seconds.")]
    [Text("ko", "시간 제한", "질의 하나에 쓸 수 있는 최대 시간(초)입니다.")]
    public int TimeLimit { get; init; } = 10;

    /// <summary>How often the model may try.</summary>
    [Field(Advanced = true)]
    [Range(1, 5)]
    [Text("en", "Tries", "How often the model may write the SQL, when the database does not accept it.")]
    [Text("ko", "시도 횟수", "데이터베이스가 SQL을 받아들이지 않을 때 모델이 다시 쓸 수 있는 횟수를 포함한 전체 횟수입니다.")]
    public int Tries { get; init; } = 3;

    /// <summary>Who asks the tables.</summary>
    [Text("en", "Use", "Answer the question in the run, or let another model ask the tables as a tool.")]
    [Text("ko", "용도", "실행할 때 질문에 답하거나, 다른 모델이 표를 도구로 쓰게 합니다.")]
    public TableUse Use { get; init; }

    /// <summary>The tool's name.</summary>
    [Field(Required = true, VisibleWhen = nameof(Use), VisibleValues = "tool")]
    [MaxLength(64)]
    [Text("en", "Tool name", "What the model calls the tool: letters, digits, _ and -.")]
    [Text("ko", "도구 이름", "모델이 도구를 부르는 이름입니다. 영문자, 숫자, _, -를 쓸 수 있습니다.")]
    public string ToolName { get; init; } = "ask_table";
}
