using System.Text;
using System.Text.Json;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class RunTests
{
    private const string License = "/usr/share/common-licenses/GPL-3";

    private const string Echo = """
        question: input.text {"name":"question"}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    private const string Approval = """
        text: input.text {"name":"text","default":"yes"}
        ask: human.approval {"message":"May I?"}
        no: transform.template {"template":"no{{#if x}}{{/if}}"}
        merge: logic.merge {}
        answer: output.text {"name":"answer"}
        text.text -> ask.value
        ask.approved -> merge.values
        ask.rejected -> no.x
        no.text -> merge.values
        merge.value -> answer.value
        """;

    private const string Offline = """
        question: input.text {"name":"question"}
        model: model.chat {"connection":"offline"}
        answer: output.text {"name":"answer"}
        question.text -> model.prompt
        model.text -> answer.value
        """;

    private const string Ask = """
        question: input.text {"name":"question"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        answer: output.text {"name":"answer"}
        question.text -> model.prompt
        model.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_single_result_is_printed_by_itself(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "run", folder.Draw(Echo), "--input", "question=보증 = 기간?");

        Assert.That(result, Is.EqualTo(new CommandResult(0, "보증 = 기간?\n", "")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_uses_no_more_than_it_is_given(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw(Offline);

        var enough = await CommandLine.RunAsync(cancellationToken, "run", flow, "--input", "question=Why?", "--max-tokens", "5000", "--max-cost", "1", "--max-seconds", "60");
        var little = await CommandLine.RunAsync(cancellationToken, "run", flow, "--input", "question=Why?", "--max-tokens", "6");
        var wrong = await CommandLine.RunAsync(cancellationToken, "run", flow, "--input", "question=Why?", "--max-cost", "0");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(enough.ExitCode, Is.Zero, enough.Error);
            Assert.That(little.ExitCode, Is.EqualTo(1));
            Assert.That(little.Error, Does.Contain("budget.reached").And.Contain("of 6 tokens"));
            Assert.That(wrong.ExitCode, Is.EqualTo(2));
            Assert.That(wrong.Error, Does.Contain("budget.out-of-range"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Several_results_are_printed_under_their_names_in_the_order_of_the_flow(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw("""
            a: input.text {"name":"a"}
            n: input.json {"name":"n"}
            first: output.text {"name":"first"}
            second: output.json {"name":"second"}
            a.text -> first.value
            n.value -> second.value
            """);

        var plain = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "a=x", "-i", "n=2.5");
        var json = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "a=x", "-i", "n=2.5", "--json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Output, Is.EqualTo("first:\nx\n\nsecond:\n2.5\n\n"));
            Assert.That(JsonElement.Parse(Encoding.UTF8.GetBytes(json.Output)).GetProperty("second").GetDouble(), Is.EqualTo(2.5));
        }
    }

    [TestCase("approve", "yes\n")]
    [TestCase("reject", "no\n")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_a_person_would_decide_is_decided_beforehand(string decision, string expected, CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "run", folder.Draw(Approval), "--decide", decision);

        Assert.That(result, Is.EqualTo(new CommandResult(0, expected, "")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_form_of_an_approval_is_filled_in_beforehand_and_what_does_not_fit_is_told(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw("""
            text: input.text {"name":"text","default":"Dear Kim"}
            ask: human.approval {"message":"May I?","fields":[{"name":"reply","value":"{{draft}}"},{"name":"amount","kind":"number","required":true}]}
            reply: output.text {"name":"reply"}
            amount: output.text {"name":"amount"}
            text.text -> ask.value
            text.text -> ask.draft
            ask.reply -> reply.value
            ask.amount -> amount.value
            """);

        var filled = await CommandLine.RunAsync(cancellationToken, "run", flow, "--decide", "approve", "--answer", "amount=12.5");
        var changed = await CommandLine.RunAsync(cancellationToken, "run", flow, "--decide", "approve", "--answer", "amount=1", "--answer", "reply=Dear Lee");
        var wrong = await CommandLine.RunAsync(cancellationToken, "run", flow, "--decide", "approve", "--answer", "amount=many");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(filled, Is.EqualTo(new CommandResult(0, "reply:\nDear Kim\n\namount:\n12.5\n\n", "")));
            Assert.That(changed.Output, Does.StartWith("reply:\nDear Lee\n"));
            Assert.That(wrong.ExitCode, Is.EqualTo(1));
            Assert.That(wrong.Error, Does.Contain("\"amount\" needs a number."));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_waits_for_a_person_where_none_can_be_asked_is_stopped_and_says_how_to_decide(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "run", folder.Draw(Approval));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.Contain("--decide approve"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Values_are_read_as_their_inputs_take_them(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw("""
            text: input.text {"name":"text"}
            json: input.json {"name":"json"}
            one: output.text {"name":"one"}
            two: output.json {"name":"two"}
            text.text -> one.value
            json.value -> two.value
            """);
        var file = folder.Write("[1, 2]", "numbers.json");

        var result = await CommandLine.RunAsync(cancellationToken, "run", flow, "--json", "-i", "text=42", "-i", $"json=@{file}");
        var escaped = await CommandLine.RunAsync(cancellationToken, "run", flow, "--json", "-i", "text=@@home", "-i", "json={\"a\":true}");
        var (first, second) = (JsonElement.Parse(Encoding.UTF8.GetBytes(result.Output)), JsonElement.Parse(Encoding.UTF8.GetBytes(escaped.Output)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("one").GetString(), Is.EqualTo("42"));
            Assert.That(first.GetProperty("two").GetArrayLength(), Is.EqualTo(2));
            Assert.That(second.GetProperty("one").GetString(), Is.EqualTo("@home"));
            Assert.That(second.GetProperty("two").GetProperty("a").GetBoolean(), Is.True);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Events_are_printed_one_a_line(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "run", folder.Draw(Echo), "--input", "question=x", "--events");
        var events = result.Output.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(Encoding.UTF8.GetBytes(line))).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(events[0].GetProperty("type").GetString(), Is.EqualTo("run.started"));
            Assert.That(events[^1].GetProperty("type").GetString(), Is.EqualTo("run.completed"));
            Assert.That(events.Select(item => item.GetProperty("seq").GetInt32()), Is.EqualTo(Enumerable.Range(1, events.Count)));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_text_is_printed_while_the_model_speaks(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        using var folder = new FlowFolder();
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));

        using var process = CommandLine.Start(["run", folder.Draw(Ask), "-i", "question=?"], Connection(model));
        var first = new char[3];
        await process.StandardOutput.ReadBlockAsync(first, cancellationToken);
        gate.Open();
        var rest = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new string(first), Is.EqualTo("Hel"));
            Assert.That(rest, Is.EqualTo("lo\n"));
            Assert.That(process.ExitCode, Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_setting_can_be_another_for_one_run(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(
            ["run", folder.Draw(Ask), "-i", "question=?", "--set", "model.model=other-model", "--set", "model.temperature=0.5"],
            cancellationToken,
            environment: Connection(model));
        var request = model.Requests.Single().Body;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(request.GetProperty("model").GetString(), Is.EqualTo("other-model"));
            Assert.That(request.GetProperty("temperature").GetDouble(), Is.EqualTo(0.5));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_failed_run_says_which_node_and_why_and_ends_with_1(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        using var folder = new FlowFolder();
        model.Reply(FakeReply.Fail(401, "Incorrect API key provided: fbcanary-key."));

        var result = await CommandLine.RunAsync(["run", folder.Draw(Ask), "-i", "question=?"], cancellationToken, environment: Connection(model));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(result.Output, Is.Empty);
            Assert.That(result.Error, Does.StartWith("model: error model."));
            Assert.That(result.Error, Does.Not.Contain("fbcanary"));
        }
    }

    [TestCase("run", "FLOW")]
    [TestCase("run", "FLOW", "-i", "question=x", "-i", "other=y")]
    [TestCase("run", "FLOW", "-i", "question=x", "--set", "none.a=1")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Inputs_that_do_not_fit_end_with_2(params string[] arguments)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw(Echo);

        var result = await CommandLine.RunAsync(TestContext.CurrentContext.CancellationToken, [.. arguments.Select(word => word == "FLOW" ? flow : word)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Output, Is.Empty);
            Assert.That(result.Error, Does.StartWith($"{flow}: $.").And.Contain("error"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_missing_input_is_named_in_the_users_language(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw(Echo);

        var english = await CommandLine.RunAsync(cancellationToken, "run", flow);
        var korean = await CommandLine.RunAsync(["run", flow], cancellationToken, environment: ("LANG", "ko_KR.UTF-8"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(english.Error, Does.Contain("$.inputs.question: error input.missing: The input \"question\" is missing"));
            Assert.That(korean.Error, Does.Contain("$.inputs.question: error input.missing: 입력 \"question\" 값이 없습니다"));
        }
    }

    [TestCase("-i", "novalue")]
    [TestCase("-i", "=value")]
    [TestCase("-i", "question=a", "-i", "question=b")]
    [TestCase("--set", "nothing")]
    [TestCase("-i", "question=@/none/such")]
    [TestCase("--unknown")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_command_that_cannot_be_understood_ends_with_2(params string[] arguments)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(TestContext.CurrentContext.CancellationToken, ["run", folder.Draw(Echo), .. arguments]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Output, Is.Empty);
            Assert.That(result.Error, Is.Not.Empty.And.Not.Contains("   at "));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_can_come_from_standard_input(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var text = await File.ReadAllTextAsync(folder.Draw(Echo), cancellationToken);

        var result = await CommandLine.RunAsync(["run", "-", "-i", "question=x"], cancellationToken, text);

        Assert.That(result.Output, Is.EqualTo("x\n"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_question_about_a_real_document_is_answered_from_it(CancellationToken cancellationToken)
    {
        if (!File.Exists(License)) Assert.Ignore($"{License} is not on this machine; Debian and Ubuntu ship it.");

        var result = await CommandLine.RunAsync(
            cancellationToken,
            "run", Repository.Sample("answer-from-document.json"), "--input", $"document=@{License}", "--input", "question=What is a covered work?");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output, Does.Contain("\"covered work\" means either the unmodified Program or a work based on the Program"));
            Assert.That(result.Output.Length, Is.LessThan(2000), "an answer, not the document");
        }
    }

    private static (string, string)[] Connection(FakeOpenAiServer model) =>
    [
        ("FLOWBUILDER_Connections__fake__Kind", "openai"),
        ("FLOWBUILDER_Connections__fake__BaseUrl", model.BaseUrl.ToString()),
        ("FLOWBUILDER_Connections__fake__ApiKey", "fbcanary-key"),
    ];
}
