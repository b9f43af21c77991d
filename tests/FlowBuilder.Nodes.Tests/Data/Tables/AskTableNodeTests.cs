using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Data.Tables;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Data.Tables;

[Parallelizable(ParallelScope.All)]
public sealed class AskTableNodeTests
{
    [Test]
    public async Task The_model_writes_SQL_from_the_schema_and_says_the_answer_from_the_rows()
    {
        var models = new ScriptedChatModels("```sql\nSELECT \"Region\", sum(\"Amount\") AS total FROM \"sales\" GROUP BY 1 ORDER BY 2 DESC;\n```", "Busan sold the most: 73,000.");

        var result = await TableWorld.AskAsync(models, "Which region sold the most?");

        var asked = models.Client.Requests[0][0].Text;
        var said = models.Client.Requests[1][1].Text;
        Assert.Multiple(() =>
        {
            Assert.That(asked, Does.Contain("Table \"sales\" (6 rows)").And.Contain("- \"Amount\" INTEGER, in ₩").And.Contain("- \"Region\" TEXT: 'Seoul', 'Busan', 'Daegu'").And.Contain("2026-01-05 | Seoul"));
            Assert.That(said, Does.Contain("| Busan | 73000 |"));
            Assert.That(result.Text("sql"), Is.EqualTo("SELECT \"Region\", sum(\"Amount\") AS total FROM \"sales\" GROUP BY 1 ORDER BY 2 DESC"));
            Assert.That(result.Json("rows").GetRawText(), Is.EqualTo("""[{"Region":"Busan","total":73000},{"Region":"Seoul","total":39000},{"Region":"Daegu","total":4000}]"""));
            Assert.That(result.Text("text"), Does.StartWith("Busan sold the most: 73,000.").And.Contain("```sql\nSELECT"));
            Assert.That(((DocumentList)result["source"])[0].Text, Does.StartWith("SELECT").And.Contain("| Busan | 73000 |"));
            Assert.That(result.Context.Usage.InputTokens, Is.EqualTo(20));
            Assert.That(result.Has("tool"), Is.False);
        });
    }

    [Test]
    public async Task SQL_that_the_database_does_not_accept_goes_back_to_the_model_with_the_reason()
    {
        var models = new ScriptedChatModels("```sql\nSELECT sum(Umsatz) FROM sales\n```", "```sql\nDELETE FROM sales\n```", "SELECT count(*) AS n FROM sales", "There are six.");

        var result = await TableWorld.AskAsync(models, "How many sales?", new { showSql = false });

        Assert.Multiple(() =>
        {
            Assert.That(models.Client.Requests[1][^1].Text, Does.Contain("no such column: Umsatz"));
            Assert.That(models.Client.Requests[2][^1].Text, Does.Contain("begins with DELETE"));
            Assert.That(result.Text("text"), Is.EqualTo("There are six."));
            Assert.That(result.Text("sql"), Is.EqualTo("SELECT count(*) AS n FROM sales"));
        });
    }

    [Test]
    public void When_the_tries_are_used_up_the_author_learns_the_last_SQL_and_why()
    {
        var models = new ScriptedChatModels("SELECT x FROM nowhere");

        var fault = Assert.ThrowsAsync<NodeException>(() => TableWorld.AskAsync(models, "What?", new { tries = 2 }));

        Assert.Multiple(() =>
        {
            Assert.That(fault!.Code, Is.EqualTo("table.no-sql"));
            Assert.That(fault.Text.English, Does.Contain("2 tries").And.Contain("no such table: nowhere").And.Contain("SELECT x FROM nowhere"));
            Assert.That(models.Client.Requests, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task A_question_that_the_tables_cannot_answer_gets_the_models_reason()
    {
        var result = await TableWorld.AskAsync(new ScriptedChatModels("NO ANSWER: 표에 날씨가 없습니다."), "날씨가 어땠어?");

        Assert.Multiple(() =>
        {
            Assert.That(result.Text("text"), Is.EqualTo("표에 날씨가 없습니다."));
            Assert.That(result.Text("sql"), Is.Empty);
            Assert.That(result.Json("rows").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task Rows_are_not_shown_to_the_model_where_they_are_confidential()
    {
        var models = new ScriptedChatModels("SELECT 1 AS one");

        var result = await TableWorld.AskAsync(models, "x", new { showSamples = false, inWords = false, showSql = false });

        Assert.Multiple(() =>
        {
            Assert.That(models.Client.Requests, Has.Count.EqualTo(1));
            Assert.That(models.Client.Requests[0][0].Text, Does.Contain("\"Region\" TEXT").And.Not.Contain("Seoul"));
            Assert.That(result.Text("text"), Is.EqualTo("| one |\n| --- |\n| 1 |"));
        });
    }

    [Test]
    public async Task As_a_tool_it_tells_the_schema_and_runs_what_the_calling_model_writes()
    {
        var result = await NodeHarness.RunAsync<AskTableNode>(
            new { use = "tool", toolName = "sales" },
            new Dictionary<string, object> { ["file"] = TableWorld.File(TableWorld.Sales) },
            [TableWorld.Sources, new ScriptedChatModels("unused")]);
        var tool = (ToolValue)result["tool"];

        var rows = await tool.Function.InvokeAsync(new AIFunctionArguments { ["sql"] = JsonSerializer.SerializeToElement("SELECT max(\"Quantity\") AS most FROM \"sales\"") });

        Assert.Multiple(() =>
        {
            Assert.That(tool.HasSideEffects, Is.False);
            Assert.That(tool.Function.Name, Is.EqualTo("sales"));
            Assert.That(tool.Function.Description, Does.Contain("Table \"sales\""));
            Assert.That(rows, Is.EqualTo("| most |\n| --- |\n| 10 |"));
            Assert.That(
                async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["sql"] = "DROP TABLE sales" }),
                Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.sql-refused"));
        });
    }

    [Test]
    public void Without_a_file_or_a_question_it_says_what_is_missing()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => NodeHarness.RunAsync<AskTableNode>(null, new Dictionary<string, object> { ["question"] = "x" }, [TableWorld.Sources, new ScriptedChatModels("x")]),
                Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.no-source"));
            Assert.That(() => TableWorld.AskAsync(new ScriptedChatModels("x"), " "), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.no-question"));
            Assert.That(
                () => NodeHarness.RunAsync<AskTableNode>(new { origin = "database", database = "shop" }, new Dictionary<string, object> { ["question"] = "x" }, [TableWorld.Sources, new ScriptedChatModels("x")]),
                Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.no-connection"));
        });
    }
}
