using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Knowledge;
using FlowBuilder.Providers;
using FlowBuilder.Storage.Tables;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Samples;

/// <summary>Every sample as it lies in the repository: well formed, well laid out, and answering on the demo model.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SampleFlowTests
{
    private const int CardWidth = 252;
    private const int CardHeight = 240;

    private static readonly NodeCatalogue Catalogue =
        NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(KnowledgeServices).Assembly);

    private static readonly FlowFormat Format = new(Catalogue);

    private static readonly string Folder = FolderOf();

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [Test]
    public void Each_sample_is_there_in_both_languages()
    {
        var english = Files().Where(file => !file.Contains('/', StringComparison.Ordinal)).ToList();
        var korean = Files().Where(file => file.StartsWith("ko/", StringComparison.Ordinal)).Select(file => file[3..]);

        Assert.That(english, Is.SupersetOf(new[] { "answer-from-document.json", "chat-about-document.json", "classify-and-route.json", "compare-two-models.json", "extract-json.json", "first-prompt.json", "prompt-chain.json", "reply-draft.json", "meeting-minutes.json", "ticket-triage.json", "handbook-faq.json" }));
        Assert.That(korean, Is.EqualTo(english));
    }

    [TestCaseSource(nameof(Files))]
    public void It_is_a_flow_without_a_problem_in_canonical_form(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var read = Format.Read(bytes);

        Assert.That(read.Diagnostics.Select(problem => $"{problem.Path} {problem.Text.English}"), Is.Empty);
        Assert.That(System.Text.Encoding.UTF8.GetString(Format.Write(read.Flow!)), Is.EqualTo(System.Text.Encoding.UTF8.GetString(bytes)));
    }

    [TestCaseSource(nameof(Files))]
    public void It_says_what_it_is_and_nothing_lies_on_anything_else(string file)
    {
        var flow = Load(file);
        var boxes = flow.Nodes.Select(node => (Name: node.Id.Value, node.Position.X, node.Position.Y, Width: CardWidth, Height: CardHeight))
            .Concat(flow.Notes.Select(note => (Name: note.Id, note.Position.X, note.Position.Y, note.Size.Width, note.Size.Height)))
            .ToList();
        var overlaps =
            from left in boxes
            from right in boxes
            where string.CompareOrdinal(left.Name, right.Name) < 0
                && left.X < right.X + right.Width && right.X < left.X + left.Width
                && left.Y < right.Y + right.Height && right.Y < left.Y + left.Height
            select $"{left.Name} {right.Name}";

        Assert.Multiple(() =>
        {
            Assert.That(overlaps, Is.Empty);
            Assert.That(flow.Notes, Is.Not.Empty);
            Assert.That(flow.Tags, Does.Contain("works-offline").Or.Contains("needs-model"));
            Assert.That(flow.Description, Is.Not.Empty);
            Assert.That(flow.Nodes.Select(node => node.Title), Has.None.Empty);
            // Read as text is: to the right, or on to a row below, so that a whole sample is legible on one screen.
            Assert.That(
                flow.Edges.Select(edge => (From: flow.Find(edge.From.Node)!.Position, To: flow.Find(edge.To.Node)!.Position)),
                Has.All.Matches<(CanvasPoint From, CanvasPoint To)>(edge => edge.From.X < edge.To.X || edge.From.Y < edge.To.Y));
            Assert.That(boxes.Max(box => box.X + box.Width), Is.LessThanOrEqualTo(1800));
        });
    }

    [TestCase("first-prompt.json", null, "summary", "village library")]
    [TestCase("ko/first-prompt.json", null, "summary", "마을 도서관")]
    [TestCase("prompt-chain.json", null, "text", "green roof")]
    [TestCase("ko/prompt-chain.json", null, "text", "옥상 정원")]
    [TestCase("answer-from-document.json", null, "answer", "three years from the day of purchase")]
    [TestCase("answer-from-document.json", "question=How do I remove lime?", "answer", "citric acid")]
    [TestCase("ko/answer-from-document.json", null, "answer", "구입한 날부터 3년")]
    [TestCase("ko/answer-from-document.json", "question=석회는 어떻게 제거하나요?", "answer", "구연산")]
    [TestCase("chat-about-document.json", "message=How much is delivery?", "reply", "4.90 euros")]
    [TestCase("ko/chat-about-document.json", "message=토요일에는 몇 시까지 여나요?", "reply", "오후 5시까지")]
    [TestCase("classify-and-route.json", null, "reply", "within five working days")]
    [TestCase("classify-and-route.json", "message=The app crashes when I log in.", "reply", "version 4")]
    [TestCase("classify-and-route.json", "message=When is the shop open?", "reply", "Monday to Friday")]
    [TestCase("ko/classify-and-route.json", null, "reply", "영업일 기준 5일")]
    [TestCase("ko/classify-and-route.json", "message=상점은 몇 시에 여나요?", "reply", "월요일부터 금요일")]
    [TestCase("extract-json.json", null, "data", "\"order_number\":\"A-20418\"")]
    [TestCase("extract-json.json", null, "data", "\"amount\":249.9")]
    [TestCase("extract-json.json", null, "topic", "delivery")]
    [TestCase("ko/extract-json.json", null, "data", "\"이름\":\"한지우\"")]
    [TestCase("ko/extract-json.json", null, "topic", "배송")]
    [TestCase("compare-two-models.json", null, "first", "Bees find their way")]
    [TestCase("compare-two-models.json", null, "second", "- Bees find their way")]
    [TestCase("ko/compare-two-models.json", null, "second", "- 꿀벌은")]
    [TestCase("reply-draft.json", null, "reply", "replaced free of charge within thirty days")]
    [TestCase("reply-draft.json", "message=Who pays for the return label?", "reply", "the customer pays nothing for the return")]
    [TestCase("ko/reply-draft.json", null, "reply", "30일 안에 무료로 교환")]
    [TestCase("ticket-triage.json", null, "alert", "URGENT (technical)")]
    [TestCase("ticket-triage.json", "ticket=Where can I find the invoice of May?", "queue", "[billing]")]
    [TestCase("ko/ticket-triage.json", null, "alert", "긴급 (기술)")]
    [TestCase("ko/ticket-triage.json", "ticket=5월 청구서는 어디에서 볼 수 있나요?", "queue", "[결제]")]
    [TestCase("meeting-minutes.json", null, "minutes", "- [ ] Write the help chapter (Jonas, 14 May)")]
    [TestCase("meeting-minutes.json", null, "todos", "\"owner\":\"Mira\"")]
    [TestCase("ko/meeting-minutes.json", null, "minutes", "- [ ] 도움말 쓰기 (지우, 5월 14일)")]
    [TestCase("three-audiences.json", null, "engineers", "- Connections must use TLS 1.3")]
    [TestCase("three-audiences.json", null, "management", "order database")]
    [TestCase("ko/three-audiences.json", null, "engineers", "- 이후 연결에는 TLS 1.3")]
    [TestCase("mail-sorter.json", null, "reply", "do not need it at present")]
    [TestCase("mail-sorter.json", "mail=Please send me the invoice of my last purchase again.", "reply", "the right desk (order)")]
    [TestCase("ko/mail-sorter.json", null, "reply", "지금은 필요하지 않습니다")]
    [TestCase("ko/mail-sorter.json", "mail=5월 청구서를 다시 보내 주세요.", "reply", "담당자(주문)")]
    [TestCase("handbook-faq.json", null, "answer", "28 days of holiday")]
    [TestCase("handbook-faq.json", "question=May I bring my dog?", "answer", "ask the people team")]
    [TestCase("ko/handbook-faq.json", null, "answer", "1년에 20일")]
    [TestCase("ko/handbook-faq.json", "question=강아지를 데려와도 되나요?", "answer", "인사팀에 문의")]
    [TestCase("chat-with-documents.json", "message=How long is the warranty on the frame?", "reply", "five years for the frame and two years for all other parts. [1]")]
    [TestCase("chat-with-documents.json", "message=How much is a new chain?", "reply", "45 euros and takes half a day. [1]")]
    [TestCase("ko/chat-with-documents.json", "message=프레임 보증 기간은 얼마나 되나요?", "reply", "프레임이 5년, 나머지 부품이 2년입니다. [1]")]
    [TestCase("ko/chat-with-documents.json", "message=체인 교체는 얼마인가요?", "reply", "45,000원이고 반나절 걸립니다. [1]")]
    [TestCase("compare-documents.json", null, "answer", "one month to the end of a month. [1] Cleanline can be cancelled with a notice period of three months to the end of a year. [2]")]
    [TestCase("compare-documents.json", "question=What is the price a month?", "answer", "1. Offer of Brightwork, Price\n2. Offer of Cleanline, Price")]
    [TestCase("ko/compare-documents.json", null, "answer", "해지 통보 기간은 한 달이며 월말에 끝납니다. [1] 깨끗한하루의 해지 통보 기간은 석 달이며 연말에 끝납니다. [2]")]
    [TestCase("website-faq.json", "message=What happens if nobody is at home?", "reply", "on the next working day. [1]")]
    [TestCase("ko/website-faq.json", "message=집에 아무도 없으면 어떻게 되나요?", "reply", "한 번 더 방문하고, 그 뒤에는 가까운 택배 보관소에 7일 동안 맡겨 둡니다. [1]")]
    [TestCase("handbook-assistant.json", "message=When do I have to report a lost laptop?", "reply", "within one hour, at any time of the day. [1]")]
    [TestCase("handbook-assistant.json", "message=May I bring my dog?", "reply", "ask the people team")]
    [TestCase("ko/handbook-assistant.json", "message=노트북을 잃어버리면 언제까지 신고해야 하나요?", "reply", "한 시간 안에 보안팀에 신고합니다. [1]")]
    [TestCase("ko/handbook-assistant.json", "message=강아지를 데려와도 되나요?", "reply", "인사팀에 문의")]
    [TestCase("ask-spreadsheet.json", "message=What is the total amount by city?", "reply", "Hamburg")]
    [TestCase("ko/ask-spreadsheet.json", "message=도시별 금액 합계는 얼마인가요?", "reply", "부산")]
    [TestCase("supervisor-and-workers.json", null, "answer", "You have 30 days to return a bike")]
    [TestCase("supervisor-and-workers.json", null, "answer", "Shipping costs 4.90 euros")]
    [TestCase("ko/supervisor-and-workers.json", null, "답변", "반품 기간은 산 날부터 30일")]
    [TestCase("ko/supervisor-and-workers.json", null, "답변", "배송비는 3,500원")]
    [TestCase("research-agent.json", null, "answer", "494 kilometres long")]
    [TestCase("research-agent.json", null, "answer", "calculate: 38")]
    [TestCase("ko/research-agent.json", null, "answer", "한강의 길이는 494킬로미터")]
    [TestCase("ko/research-agent.json", null, "answer", "calculate: 38")]
    [TestCase("mcp-tools.json", null, "answer", "42.25")]
    [TestCase("mcp-tools.json", null, "setup", "mcp.no-server")]
    [TestCase("ko/mcp-tools.json", null, "answer", "42.25")]
    [TestCase("planner-executor.json", null, "answer", "- The annual bicycle ticket costs 49 euros.")]
    [TestCase("planner-executor.json", null, "answer", "- Thirty-two bridges cross the river Han")]
    [TestCase("ko/planner-executor.json", null, "answer", "- 자전거 연간 이용권은 4만 9천 원입니다.")]
    [TestCase("ko/planner-executor.json", null, "answer", "- 서울 안에서 한강을 건너는 다리는 서른두 개입니다.")]
    [TestCase("front-desk.json", "message=My tyre is flat. What does a repair cost?", "reply", "12 euros while you wait")]
    [TestCase("front-desk.json", "message=How much is an electric bike?", "reply", "electric bikes at 1,890 euros")]
    [TestCase("ko/front-desk.json", "message=타이어에 펑크가 났어요. 수리비는 얼마인가요?", "reply", "수리비는 12,000원")]
    [TestCase("ko/front-desk.json", "message=전기 자전거 가격은 얼마인가요?", "reply", "189만 원부터")]
    [TestCase("quiz-maker.json", null, "sheet", "- Leaves make sugar out of water")]
    [TestCase("ko/quiz-maker.json", null, "sheet", "- 잎은 물과 공기와 빛으로")]
    [TestCase("prompt-contest.json", null, "b", "- The library opens a second reading room")]
    [TestCase("ko/prompt-contest.json", null, "b", "- 회원은 하루 네 시간까지")]
    [TestCase("back-translation.json", null, "back", "by Friday")]
    [TestCase("ko/back-translation.json", null, "back", "금요일까지")]
    [TestCase("review-summary.json", null, "report", "**Mood: ")]
    [TestCase("ko/review-summary.json", null, "report", "**분위기: ")]
    [TestCase("batch-table.json", null, "sorted", "| 3 | Where is it? | delivery |\n| 4 | Hello | to be read |")]
    [TestCase("ko/batch-table.json", null, "sorted", "| 3 | 어디쯤인가요 | 배송 |\n| 4 | 안녕하세요 | 직접 확인 |")]
    [TestCase("support-approval.json", "message=When are you open?", "answered", "Monday to Friday from 9 to 18")]
    [TestCase("ko/support-approval.json", "message=영업시간이 어떻게 되나요?", "answered", "오전 9시부터 오후 6시까지")]
    [TestCase("translate-and-check.json", null, "translation", "call the caretaker")]
    [TestCase("ko/translate-and-check.json", null, "translation", "관리실에 전화하세요")]
    public async Task It_answers_sensibly_on_the_demo_model(string file, string? input, string output, string expected)
    {
        var (run, _) = await RunAsync(file, input);

        Assert.That((run.Status, run.Fault?.Text.English), Is.EqualTo((RunStatus.Completed, default(string))));
        Assert.That(TextOf(run.Outputs[output]), Does.Contain(expected));
    }

    [Test]
    public async Task Only_the_branch_that_fits_runs()
    {
        var (run, _) = await RunAsync("classify-and-route.json", null);

        Assert.That(
            run.Nodes.Where(node => node.Value.Status == NodeStatus.Skipped).Select(node => node.Key),
            Is.EquivalentTo(new[] { "is-technical", "technical-prompt", "technical", "general-prompt", "general" }));
    }

    [TestCase("handbook-faq.json")]
    [TestCase("ko/handbook-faq.json")]
    public async Task No_model_is_asked_where_the_handbook_has_nothing(string file)
    {
        var (run, _) = await RunAsync(file, "question=xylophone");

        Assert.That(run.Nodes["model"].Status, Is.EqualTo(NodeStatus.Skipped));
    }

    [Test]
    public async Task A_document_of_one_s_own_takes_the_place_of_the_sample()
    {
        var (run, _) = await RunAsync("answer-from-document.json", "question=What is a widget?", ("document", "Chapter 1.\n\nA \"widget\" means any part that turns.\n\nParts are sold by weight."));

        Assert.That(TextOf(run.Outputs["answer"]), Does.Contain("any part that turns"));
    }

    [Test]
    public async Task The_answer_streams_through_the_merge_into_the_result()
    {
        var (_, events) = await RunAsync("classify-and-route.json", null);
        var list = events.ToList();
        var firstOut = list.FindIndex(runEvent => runEvent is NodeDelta { Node: "result" });
        var modelEnds = list.FindIndex(runEvent => runEvent is NodeCompleted { Node: "billing" });

        Assert.That(firstOut, Is.GreaterThan(0).And.LessThan(modelEnds));
    }

    [TestCase("support-approval.json", true, "sent", "returned within five working days")]
    [TestCase("support-approval.json", false, "kept", "I was charged twice")]
    [TestCase("ko/support-approval.json", true, "sent", "영업일 기준 5일 안에 환불")]
    public async Task A_reply_that_promises_money_waits_for_a_person(string file, bool isApproved, string output, string expected)
    {
        await using var services = new ServiceCollection().AddLogging().AddFlowBuilderNodes().AddFlowBuilderProviders().BuildServiceProvider();
        var run = new FlowHarness(Catalogue, services).Start(Load(file), new RunRequest());
        await run.Journal.WaitForAsync<RunWaiting>();

        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(isApproved));
        var ended = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(TextOf(((RunCompleted)ended).Outputs[output]), Does.Contain(expected));
    }

    [TestCase("website-faq.json", "Returning is free of charge.")]
    [TestCase("ko/website-faq.json", "반품 배송비는 무료입니다.")]
    public async Task A_website_of_one_s_own_takes_the_place_of_the_sample_page(string file, string sentence)
    {
        var site = new Tools.RecordingOutbound($"<!doctype html><title>Help</title><main><p>{sentence}</p></main>", mediaType: "text/html");

        var (run, _) = await RunAsync(file, $"message={sentence[..^1]}?", site, ("website", "https://example.com/help"));

        Assert.That(TextOf(run.Outputs["reply"]), Is.EqualTo($"{sentence} [1]"));
        Assert.That(site.Requests.Select(request => request.Address.AbsoluteUri), Is.EqualTo(new[] { "https://example.com/help" }));
        Assert.That(run.Nodes["sample"].Status, Is.EqualTo(NodeStatus.Skipped));
    }

    private static Task<(RunSnapshot Run, IReadOnlyList<RunEvent> Events)> RunAsync(string file, string? input, params (string Name, string Value)[] more) =>
        RunAsync(file, input, outbound: null, more);

    private static async Task<(RunSnapshot Run, IReadOnlyList<RunEvent> Events)> RunAsync(string file, string? input, IOutboundHttp? outbound, params (string Name, string Value)[] more)
    {
        var collection = new ServiceCollection().AddLogging().AddFlowBuilderNodes().AddFlowBuilderKnowledge().AddFlowBuilderTables().AddSingleton<IMemoryStore>(new InMemoryMemoryStore(TimeProvider.System)).AddFlowBuilderProviders();
        if (outbound is not null) collection.AddSingleton(outbound);
        await using var services = collection.BuildServiceProvider();
        var inputs = more.Append((Name: input?.Split('=')[0] ?? "", Value: input?[(input.IndexOf('=', StringComparison.Ordinal) + 1)..] ?? ""))
            .Where(given => given.Name.Length > 0)
            .ToImmutableDictionary(given => given.Name, given => JsonSerializer.SerializeToElement(given.Value));
        var events = await new FlowHarness(Catalogue, services).RunAsync(Load(file), new RunRequest { Inputs = inputs });
        return (RunSnapshot.Of(events), events);
    }

    private static Flow Load(string file) => Format.Read(File.ReadAllBytes(Path.Combine(Folder, file))).Flow!;

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string FolderOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../samples/flows"));
}
