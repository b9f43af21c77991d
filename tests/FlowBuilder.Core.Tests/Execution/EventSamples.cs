using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution;

/// <summary>An event of every type with every member set, and a value of every port type.</summary>
internal static class EventSamples
{
    private static readonly NodeFault Fault = new("http.status", FaultKind.Provider, LocalText.Of("It said 500.", "500 응답을 받았습니다.")) { IsTransient = true, TraceId = "t1" };

    private static readonly TokenUsage Usage = new(12, 34, 0.00056m);

    private static readonly object[] Values =
    [
        "긴 \"text\" 😀\n",
        1.5,
        -0.1e300,
        true,
        JsonSerializer.SerializeToElement(new { a = new[] { 1, 2 }, b = (string?)null, c = "가" }),
        new Message(MessageRole.User, "hi") { Images = [new ImageValue("image/png", new byte[] { 1, 2, 3 }), new ImageValue("image/png", default, new Uri("https://example.com/a.png"))] },
        new MessageList([new Message(MessageRole.System, "be kind"), new Message(new MessageRole("critic"), "no")]),
        new DocumentList([
            new Document { Text = "t", Title = "T", Source = "s.md", Score = 0.25, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("page", "3") },
            new Document { Text = "" },
        ]),
        new Vector(new[] { 0.1f, -2f, float.MaxValue }),
        new FileValue("a.bin", "application/octet-stream", new byte[] { 0, 255 }),
        new ImageValue("image/png", new byte[] { 9 }),
    ];

    public static IReadOnlyList<RunEvent> All { get; } =
    [
        new RunStarted
        {
            RunId = "r1",
            FlowId = "f1",
            FlowName = "이름",
            SemanticHash = "abc",
            Inputs = new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement("왜?") },
            Session = "s1",
            Nodes = ["a", "each[3]/b"],
        },
        new NodeStarted { Node = "a" },
        new NodeStarted
        {
            Node = "a/search[2]",
            Step = new StepInfo(StepKind.Tool, LocalText.Of("Search", "검색")) { Arguments = JsonSerializer.SerializeToElement(new { query = "왜?" }) },
        },
        new NodeDelta { Node = "a", Port = "text", Text = "조각 😀" },
        .. Values.Select(value => new NodeOutputGiven { Node = "a", Port = "out", Output = PortValue.Of(value) }),
        new NodeCompleted { Node = "a", DurationMs = 1.25, Usage = Usage, Cached = true },
        new NodeRetrying { Node = "a", Attempt = 2, DelayMs = 500.5, Reason = LocalText.Of("later", "나중에") },
        new NodeProgressed { Node = "a", Done = 37, Total = 1000, Failed = 2 },
        new BudgetReached { Node = "a", Scope = BudgetScope.Key, What = BudgetMeasure.Cost, Limit = 0.05m, Used = 0.0499m, Text = LocalText.Of("used up", "다 썼습니다") },
        new BudgetReached { Scope = BudgetScope.Flow, What = BudgetMeasure.Time, Limit = 60, Used = 60, Text = LocalText.Verbatim("over") },
        new NodeChanging { Node = "a/send[1]" },
        new NodeSkipped { Node = "a", Reason = LocalText.Of("not taken", "지나지 않았습니다") },
        new NodeFailed { Node = "a", Fault = Fault, DurationMs = 3, Usage = Usage, Policy = ErrorPolicy.Fallback },
        new NodeCancelled { Node = "a", DurationMs = 4, Usage = Usage },
        new RunContinued(),
        new RunWaiting
        {
            Node = "a",
            QuestionId = "a#1",
            Question = new HumanQuestion
            {
                Text = "Send it?",
                Details = JsonSerializer.SerializeToElement(new { to = "a@example.com" }),
                ApproveLabel = "Send",
                RejectLabel = "Keep",
                Fields = [new QuestionField { Name = "amount", Label = "Amount", Kind = QuestionFieldKind.Number, IsRequired = true, Choices = ["1"] }],
                Until = DateTimeOffset.UnixEpoch,
            },
        },
        new RunResumed { Node = "a", QuestionId = "a#1" },
        new RunResumed
        {
            Node = "a",
            QuestionId = "a#1",
            Answer = new HumanAnswer(true)
            {
                Comment = "네",
                By = "Ada",
                Values = new Dictionary<string, JsonElement> { ["amount"] = JsonSerializer.SerializeToElement(42) },
            },
        },
        new RunCompleted { Outputs = new Dictionary<string, JsonElement> { ["answer"] = JsonSerializer.SerializeToElement(42) }, Usage = Usage, DurationMs = 5 },
        new RunFailed { Fault = Fault, Node = "a", Usage = Usage, DurationMs = 6 },
        new RunCancelled { Usage = Usage, DurationMs = 7 },
    ];
}
