using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Models;
using FlowBuilder.Nodes.Templates;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Has a model write SQL until the database accepts it, or the tries are used up.</summary>
/// <param name="model">The model.</param>
/// <param name="source">The tables.</param>
/// <param name="settings">How often and how much.</param>
/// <param name="context">Is told what the calls used.</param>
internal sealed class SqlWriter(OpenedChatModel model, ITableSource source, AskTableSettings settings, NodeContext context)
{
    private static readonly ChatOptions Exact = new() { Temperature = 0 };

    /// <summary>The SQL that answered with its rows, or the model's reason why there is none.</summary>
    /// <exception cref="NodeException">The model could not write SQL that the database accepts.</exception>
    public async Task<(string Sql, TableRows? Rows, string? Reason)> WriteAsync(string question, TableSchema schema, CancellationToken cancellationToken)
    {
        var messages = SqlPrompt.Ask(question, schema, source.Dialect, settings);
        for (var attempt = 1; ; attempt++)
        {
            var response = await model.Client.GetResponseAsync(messages, Exact, cancellationToken).ConfigureAwait(false);
            if (response.Usage is { } usage) context.Report(ChatAnswer.UsageOf(usage, model.Price));
            ChatAnswer.CheckComplete(response.Text.Length, response.FinishReason);
            var answer = response.Text.Trim();
            if (answer.StartsWith(SqlPrompt.NoAnswer, StringComparison.OrdinalIgnoreCase)) return ("", null, answer[SqlPrompt.NoAnswer.Length..].Trim());
            var sql = SqlPrompt.SqlIn(answer).TrimEnd(';', ' ', '\n');
            try
            {
                var limits = new TableLimits { Rows = settings.Rows, Time = TimeSpan.FromSeconds(settings.TimeLimit) };
                return (sql, await source.QueryAsync(new TableQuery(sql) { Limits = limits }, cancellationToken).ConfigureAwait(false), null);
            }
            catch (NodeException failure) when (failure.Code is TableFault.RefusedCode or TableFault.WrongCode)
            {
                if (attempt == settings.Tries) throw GaveUp(sql, failure);
                messages.Add(new ChatMessage(ChatRole.Assistant, answer));
                messages.Add(SqlPrompt.Mend(failure.Text.English));
            }
        }
    }

    private NodeException GaveUp(string sql, NodeException last) => new(
        "table.no-sql",
        LocalText.Of(
            $"The model wrote no SQL that works in {settings.Tries} tries. {last.Text.English} Its last SQL: {Shortened(sql)}. Ask in other words, tell more under \"About the data\", or use another model.",
            $"모델이 {settings.Tries}번 시도했지만 실행할 수 있는 SQL을 쓰지 못했습니다. {last.Text.For(TemplateParser.Korean)} 마지막 SQL: {Shortened(sql)}. 질문을 바꾸거나 \"데이터 설명\"을 채우거나 다른 모델을 사용하세요."),
        FaultKind.Provider,
        innerException: last);

    private static string Shortened(string sql) => sql.Length <= 300 ? sql : sql[..300] + "…";
}
