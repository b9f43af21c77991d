using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tables;

/// <summary>What asking tables tells the flow's author.</summary>
public static class TableFault
{
    /// <summary>The code of a statement that is not one statement that reads.</summary>
    public const string RefusedCode = "table.sql-refused";

    /// <summary>The code of a statement that the database does not understand.</summary>
    public const string WrongCode = "table.sql-failed";

    /// <summary>The statement is not one statement that reads; nothing of it was run.</summary>
    /// <param name="english">Why, as a sentence.</param>
    /// <param name="korean">The same in Korean.</param>
    public static NodeException Refused(string english, string korean) => new(RefusedCode, LocalText.Of(
        $"This SQL was not run: {english}", $"이 SQL은 실행하지 않았습니다. {korean}"));

    /// <summary>The database does not understand the statement.</summary>
    /// <param name="reason">What the database says.</param>
    /// <param name="cause">What was thrown, for the log.</param>
    public static NodeException Wrong(string reason, Exception? cause = null) => new(WrongCode, LocalText.Of(
        $"The database did not accept the SQL: {reason.TrimEnd('.')}.", $"데이터베이스가 이 SQL을 받아들이지 않았습니다: {reason.TrimEnd('.')}."), innerException: cause);

    /// <summary>The query took too long.</summary>
    public static NodeException TooSlow(TimeSpan limit) => new("table.time-limit", LocalText.Of(
        $"The query took longer than {Seconds(limit)} s and was stopped. Ask for less, or raise \"Time limit\".",
        $"질의가 {Seconds(limit)}초를 넘어 중단했습니다. 범위를 줄이거나 \"시간 제한\" 값을 늘리세요."), FaultKind.Timeout);

    /// <summary>The query needed too much memory.</summary>
    public static NodeException TooBig(long mebibytes) => new("table.too-large", LocalText.Of(
        $"The query needed more than {mebibytes} MB of memory and was stopped. Ask for fewer rows or columns.",
        $"질의가 메모리 {mebibytes}MB를 넘게 써서 중단했습니다. 행이나 열을 줄여서 물어보세요."));

    /// <summary>The file is no database that can be read.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="reason">What the database says.</param>
    /// <param name="cause">What was thrown, for the log.</param>
    public static NodeException Unreadable(string name, string reason, Exception? cause = null) => new("table.unreadable", LocalText.Of(
        $"\"{name}\" could not be read as a database: {reason}. Make a fresh copy of it, or save its tables as CSV.",
        $"\"{name}\" 파일을 데이터베이스로 읽지 못했습니다: {reason}. 파일을 다시 복사하거나 표를 CSV로 저장하세요."), FaultKind.Input, innerException: cause);

    /// <summary>The source holds no table that may be read.</summary>
    public static NodeException NoTables(string name) => new("table.none", LocalText.Of(
        $"\"{name}\" holds no table that can be read.", $"\"{name}\"에 읽을 수 있는 표가 없습니다."), FaultKind.Input);

    /// <summary>Neither a file nor a database was given.</summary>
    public static NodeException NoSource() => new("table.no-source", LocalText.Of(
        "There is no table to ask. Connect a file, choose one in the settings, or choose a database connection.",
        "물어볼 표가 없습니다. 파일을 연결하거나 설정에서 파일 또는 데이터베이스 연결을 선택하세요."));

    /// <summary>There is no connection of that name.</summary>
    public static NodeException NoConnection(string name) => new("table.no-connection", LocalText.Of(
        $"There is no database connection \"{name}\". Add it under Connections, or choose another.",
        $"\"{name}\" 데이터베이스 연결이 없습니다. 연결에서 추가하거나 다른 연결을 선택하세요."));

    /// <summary>The connection leads to a model and not to a database.</summary>
    public static NodeException NotADatabase(string name) => new("table.no-database", LocalText.Of(
        $"The connection \"{name}\" leads to a model, not to a database. Choose a PostgreSQL connection.",
        $"\"{name}\" 연결은 데이터베이스가 아니라 모델 연결입니다. PostgreSQL 연결을 선택하세요."));

    /// <summary>The database cannot be reached, or refuses the account.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="english">Why, as a sentence, without any secret.</param>
    /// <param name="korean">The same in Korean.</param>
    /// <param name="isTransient">Whether a later try may succeed.</param>
    /// <param name="cause">What was thrown, for the log.</param>
    public static NodeException Unreachable(string name, string english, string korean, bool isTransient, Exception? cause = null) =>
        new("table.unreachable", LocalText.Of(
            $"The database of connection \"{name}\" cannot be used: {english}",
            $"\"{name}\" 연결의 데이터베이스를 사용할 수 없습니다. {korean}"), FaultKind.Provider, isTransient, cause);

    private static string Seconds(TimeSpan limit) => limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
