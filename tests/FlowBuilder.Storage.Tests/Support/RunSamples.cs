using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Storage.Tests.Support;

/// <summary>Runs and events to store.</summary>
internal static class RunSamples
{
    // Deeper than the program reads from outside: an event stands around such a value.
    private static readonly JsonSerializerOptions Deep = new(CoreJson.Options) { MaxDepth = 128 };

    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly NodeFault Fault = new("provider.status", FaultKind.Provider, LocalText.Of("It failed.", "실패했습니다."))
    {
        IsTransient = true,
        TraceId = "4bf92f3577b34da6",
    };

    public static RunRecord Record(string id, DateTimeOffset? startedAt = null) => new()
    {
        RunId = id,
        FlowName = "Answer",
        SemanticHash = "sha256-abc",
        Status = RunStatus.Completed,
        StartedAt = startedAt ?? Noon,
        DurationMs = 12.5,
    };

    /// <summary>Every type of event there is, in an order that a run could have.</summary>
    public static IReadOnlyList<RunEvent> EveryType() => Stamped(
        new RunStarted
        {
            RunId = "r1",
            FlowId = "f1",
            FlowName = "답변 \"하나\"",
            SemanticHash = "sha256-abc",
            Inputs = new Dictionary<string, JsonElement> { ["question"] = Text("보증 기간은?\nline\u2028two") },
            Session = "s",
            Nodes = ["question", "each[3]/answer"],
        },
        new NodeStarted { Node = "question" },
        new NodeDelta { Node = "question", Port = "text", Text = "안녕 🙂\n" },
        Output("text"),
        Output(1.5),
        Output(true),
        Output(JsonSerializer.SerializeToElement(new { at = 1, hash = "no cut", cuts = new[] { 1 } })),
        Output(new Message(MessageRole.User, "hello")),
        Output(new MessageList([new Message(MessageRole.Assistant, "hi")])),
        Output(new Vector(new[] { 1f, -0.25f })),
        Output(new FileValue("a.txt", "text/plain", new byte[] { 1, 2, 3 })),
        Output(new ImageValue("image/png", new byte[] { 9, 8 }, null)),
        new NodeProgressed { Node = "each", Done = 37, Total = 1000, Failed = 2 },
        new BudgetReached { Node = "answer", Scope = BudgetScope.Day, What = BudgetMeasure.Tokens, Limit = 1000, Used = 998, Text = LocalText.Of("used up", "다 썼습니다") },
        new NodeRetrying { Node = "answer", Attempt = 1, DelayMs = 200.25, Reason = LocalText.Of("busy", "혼잡") },
        new NodeCompleted { Node = "answer", DurationMs = 3.25, Usage = new TokenUsage(10, 20, 0.0000125m), Cached = true },
        new NodeFailed { Node = "each[3]/answer", Fault = Fault, DurationMs = 1, Usage = new TokenUsage(1, 0), Policy = ErrorPolicy.Port },
        new NodeSkipped { Node = "rest", Reason = LocalText.Verbatim("dead") },
        new NodeCancelled { Node = "last", DurationMs = 7 },
        new NodeChanging { Node = "answer/send[1]" },
        new RunContinued(),
        new RunWaiting { Node = "ask", QuestionId = "ask#1", Question = new HumanQuestion { Text = "May I?", Fields = [new QuestionField { Name = "why" }] } },
        new RunResumed { Node = "ask", QuestionId = "ask#1", Answer = new HumanAnswer(false) { Comment = "no" } },
        new RunFailed { Fault = Fault, Node = "each[3]/answer", DurationMs = 9, Usage = new TokenUsage(11, 20, 0.1m) },
        new RunCancelled { DurationMs = 10 },
        new RunCompleted
        {
            Outputs = new Dictionary<string, JsonElement> { ["answer"] = Text("2 years") },
            Usage = new TokenUsage(11, 20),
            DurationMs = 11.125,
        });

    public static NodeOutputGiven Output(object value) => new() { Node = "n", Port = "value", Output = PortValue.Of(value) };

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>The events numbered and timed as the journal does it.</summary>
    public static IReadOnlyList<RunEvent> Stamped(params IEnumerable<RunEvent> events) => [.. events.Select((runEvent, index) =>
    {
        var json = JsonNode.Parse(Json(runEvent), documentOptions: new JsonDocumentOptions { MaxDepth = Deep.MaxDepth })!;
        json["seq"] = index + 1;
        json["time"] = Noon.AddTicks(index * 12_345L);
        return json.Deserialize<RunEvent>(Deep)!;
    })];

    public static string Json(RunEvent runEvent) => JsonSerializer.Serialize(runEvent, Deep);

    public static async Task<List<RunEvent>> ReadAllAsync(this IRunArchive archive, string runId, long afterSeq = 0)
    {
        var events = new List<RunEvent>();
        await foreach (var runEvent in archive.ReadAsync(runId, afterSeq, CancellationToken.None)) events.Add(runEvent);
        return events;
    }
}
