using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Talking to a flow beside the canvas, with a model that answers when the test says so.</summary>
[CancelAfter(90_000)]
public sealed class ChatTests
{
    private FakeOpenAiServer _server = null!;
    private string _connection = null!;

    [SetUp]
    public async Task ConnectAsync()
    {
        _server = await FakeOpenAiServer.StartNewAsync();
        _connection = "c" + Guid.NewGuid().ToString("N");
        using var client = new HttpClient { BaseAddress = Stage.Program.Address };
        using var answer = await client.PostAsJsonAsync(
            "api/v1/connections", new { name = _connection, kind = "openai", baseUrl = _server.BaseUrl, apiKey = "none", models = new[] { "fake-model" } });
        answer.EnsureSuccessStatusCode();
    }

    [TearDown]
    public async Task CloseAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_flow_made_for_chatting_opens_with_its_chat_and_a_question_to_begin_with()
    {
        await using var window = await Window.OpenAsync();
        await (await window.OpenHomeAsync()).StartFromAsync("chat-about-document");

        await Expect(window.Page.Locator("#tab-Chat")).ToHaveAttributeAsync("aria-selected", "true");
        await window.Page.Locator("#side-chat").GetByRole(AriaRole.Button, new() { Name = "How much is delivery?" }).ClickAsync();

        await Expect(window.Page.Locator("#side-chat")).ToContainTextAsync("4.90 euros");
    }

    [Test]
    public async Task An_answer_is_seen_as_it_comes_announced_once_when_it_is_whole_and_found_again_after_a_reload()
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("The **first** words, ").Wait(gate).Text("and the last."));
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));

        await chat.SendAsync("Hello?");

        await Expect(chat.Answers.Locator("strong")).ToHaveTextAsync("first");
        await Expect(chat.Answers).ToHaveAttributeAsync("data-state", "running");
        await Expect(chat.Announced).ToHaveTextAsync("");
        await Expect(window.Page.Locator(".canvas .node[data-id='model']")).ToHaveAttributeAsync("data-status", "running");

        await chat.ReloadAsync();
        await Expect(chat.Messages).ToHaveTextAsync("Hello?");
        await Expect(chat.Answers).ToContainTextAsync("The first words,");
        await Expect(chat.StopButton).ToBeVisibleAsync();

        gate.Open();
        await ChatPane.IsAnsweredAsync(chat.Answers);
        await Expect(chat.Answers).ToContainTextAsync("The first words, and the last.");
        await Expect(chat.Announced).ToContainTextAsync("and the last.");

        await chat.ReloadAsync();
        await Expect(chat.Answers).ToContainTextAsync("The first words, and the last.");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task Stopping_keeps_what_came_and_says_that_it_was_stopped()
    {
        _server.Reply(FakeReply.Of("Half an answer").Silence());
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.SendAsync("Go on");
        await Expect(chat.Answers).ToContainTextAsync("Half an answer");

        await chat.StopButton.ClickAsync();

        await Expect(chat.Answers).ToHaveAttributeAsync("data-state", "stopped");
        await Expect(chat.Answers).ToContainTextAsync("Half an answer");
        await Expect(chat.Answers.Locator(".turn-note")).ToBeVisibleAsync();
        await chat.ReloadAsync();
        await Expect(chat.Answers).ToHaveAttributeAsync("data-state", "stopped");
        await Expect(chat.Answers).ToContainTextAsync("Half an answer");
    }

    [Test]
    public async Task A_failed_answer_says_why_and_retry_makes_another_version_of_it()
    {
        _server.Reply(FakeReply.Fail(400, "This model has gone fishing."), FakeReply.Of("Back again."));
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.SendAsync("Are you there?");
        await Expect(chat.Answers).ToHaveAttributeAsync("data-state", "failed");
        await Expect(chat.Answers.Locator(".banner.bad")).ToContainTextAsync("gone fishing");

        await chat.Action("retry-failed").ClickAsync();

        await ChatPane.IsAnsweredAsync(chat.Answers);
        await Expect(chat.Answers).ToContainTextAsync("Back again.");
        await Expect(chat.Versions("answer")).ToContainTextAsync("2 / 2");
        await chat.Versions("answer").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(chat.Answers).ToHaveAttributeAsync("data-state", "failed");
        await Expect(chat.Turns).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Asking_again_asks_the_model_again_even_where_its_answer_is_known()
    {
        _server.Reply(FakeReply.Of("One."), FakeReply.Of("Two."));
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.AskAsync("Count");

        await chat.Action("retry").ClickAsync();

        await Expect(chat.Answers).ToContainTextAsync("Two.");
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_edited_message_begins_a_branch_and_the_earlier_one_stays_reachable()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.Echo);
        await chat.AskAsync("first");
        await chat.AskAsync("second");

        await chat.Action("edit").First.ClickAsync();
        var field = window.Page.Locator("[data-edit]");
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync("first, but better");
        await field.PressAsync("Enter");

        await Expect(chat.Messages).ToHaveTextAsync(["first, but better"]);
        await Expect(chat.Answers).ToContainTextAsync("first, but better");
        await Expect(chat.Versions("message")).ToContainTextAsync("2 / 2");
        await chat.Versions("message").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(chat.Messages).ToHaveTextAsync(["first", "second"]);

        await chat.ReloadAsync();
        await Expect(chat.Messages).ToHaveTextAsync(["first", "second"]);
        await Expect(chat.Versions("message")).ToContainTextAsync("1 / 2");
    }

    [Test]
    public async Task The_model_gets_what_was_said_before_on_the_branch_that_is_shown()
    {
        _server.Otherwise = request => FakeReply.Of($"Answer {request.Body.GetProperty("messages").GetArrayLength()}");
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.AskAsync("My name is Mina.");
        await chat.AskAsync("What is my name?");

        var messages = _server.Requests[^1].Body.GetProperty("messages").EnumerateArray()
            .Select(message => (message.GetProperty("role").GetString(), message.GetProperty("content").ToString())).ToList();

        Assert.That(messages, Is.EqualTo(new[] { ("user", "My name is Mina."), ("assistant", "Answer 1"), ("user", "What is my name?") }));
        var run = await RunAsync(window, await chat.Turns.Last.GetAttributeAsync("data-turn") ?? "");
        Assert.That(run.GetProperty("session").GetString(), Is.EqualTo(await window.Page.Locator("[data-run-log]").GetAttributeAsync("data-run-log")));
    }

    [Test]
    public async Task Conversations_are_named_by_their_first_message_renamed_deleted_and_brought_back()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.Echo);
        await chat.AskAsync("About tea");
        await chat.Action("new-conversation").ClickAsync();
        await Expect(chat.Turns).ToHaveCountAsync(0);
        await Expect(chat.Field).ToBeFocusedAsync();
        await chat.AskAsync("About coffee");

        await chat.Action("conversations").ClickAsync();
        await Expect(chat.Conversations).ToContainTextAsync(["About coffee", "About tea"]);
        await chat.Conversations.Nth(1).Locator("[data-action='rename']").ClickAsync();
        var name = chat.Conversations.Nth(1).GetByRole(AriaRole.Textbox);
        await Expect(name).ToBeFocusedAsync();
        await name.FillAsync("Green tea");
        await name.PressAsync("Enter");
        await Expect(chat.Conversations).ToContainTextAsync(["About coffee", "Green tea"]);

        await chat.Conversations.Nth(1).Locator("[data-action='delete']").ClickAsync();
        await Expect(chat.Conversations).ToContainTextAsync(["About coffee"]);
        await window.Page.Locator(".toast .link-btn").ClickAsync();
        await Expect(chat.Conversations).ToContainTextAsync(["About coffee", "Green tea"]);

        await window.Page.Locator(".chat-open").Nth(1).ClickAsync();
        await Expect(chat.Messages).ToHaveTextAsync("About tea");
    }

    [Test]
    public async Task A_thumb_and_its_comment_are_stored_with_the_run_shown_again_and_can_be_changed()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.Echo);
        await chat.AskAsync("Rate me");
        var runId = await chat.Turns.GetAttributeAsync("data-turn") ?? "";

        await chat.Action("bad").ClickAsync();
        await window.Page.Locator(".feedback-form textarea").FillAsync("너무 짧습니다");
        await chat.Action("comment").ClickAsync();

        await Expect(window.Page.Locator(".feedback-comment")).ToContainTextAsync("너무 짧습니다");
        await LatestFeedbackIsAsync(window, runId, -1, "너무 짧습니다");

        await chat.ReloadAsync();
        await Expect(chat.Action("bad")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(window.Page.Locator(".feedback-comment")).ToContainTextAsync("너무 짧습니다");
        await chat.Action("good").ClickAsync();
        await Expect(chat.Action("good")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(chat.Action("bad")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(window.Page.Locator(".feedback-form")).ToBeVisibleAsync();
        await LatestFeedbackIsAsync(window, runId, 1, null);
    }

    [Test]
    public async Task Enter_that_ends_a_composition_does_not_send_and_Shift_Enter_makes_a_line()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var chat = await OpenAsync(window, ChatPane.Echo);
        await chat.Field.FocusAsync();
        var keyboard = await window.Page.Context.NewCDPSessionAsync(window.Page);
        foreach (var step in new[] { "ㅎ", "하", "한" })
            await keyboard.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = step, ["selectionStart"] = 1, ["selectionEnd"] = 1 });
        await PressEnterAsync(keyboard, keyCode: 229);

        Assert.That(await chat.Field.InputValueAsync(), Does.Contain("한"));
        await Expect(chat.Turns).ToHaveCountAsync(0);

        await keyboard.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "한" });
        await window.Page.Keyboard.InsertTextAsync("국어");
        await window.Page.Keyboard.PressAsync("Shift+Enter");
        await window.Page.Keyboard.InsertTextAsync("둘째 줄");
        await Expect(chat.Turns).ToHaveCountAsync(0);
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.Turns).ToHaveCountAsync(1);
        Assert.That(await chat.Messages.TextContentAsync(), Is.EqualTo("한국어\n둘째 줄"));
        Assert.That(await chat.Field.InputValueAsync(), Is.Empty);
    }

    [Test]
    public async Task A_click_on_an_answer_shows_its_run_on_the_canvas()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.Echo);
        await chat.AskAsync("older");
        await chat.AskAsync("newer");
        var card = window.Page.Locator(".canvas .node[data-id='reply'] .node-output");
        await Expect(card).ToContainTextAsync("newer");

        await chat.Answers.First.Locator("p").ClickAsync();
        await Expect(card).ToContainTextAsync("older");
        await Expect(chat.Action("show-run").First).ToHaveAttributeAsync("aria-pressed", "true");

        await chat.Action("show-run").Last.ClickAsync();
        await Expect(card).ToContainTextAsync("newer");
    }

    [Test]
    public async Task Run_sends_the_example_of_a_chat_flow_and_shows_the_conversation()
    {
        _server.Reply(FakeReply.Of("Much."));
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(ChatPane.FlowWith(_connection));
        var chat = new ChatPane(window.Page);

        await editor.RunButton.ClickAsync();

        await Expect(chat.Messages).ToHaveTextAsync("What can you do?");
        await Expect(chat.Answers).ToContainTextAsync("Much.");
    }

    [Test]
    public async Task Run_asks_anew_what_was_asked_last_when_nothing_else_is_written()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(ChatPane.Echo);
        var chat = new ChatPane(window.Page);
        await chat.OpenAsync();
        await chat.AskAsync("once");

        await editor.RunButton.ClickAsync();
        await Expect(chat.Versions("answer")).ToContainTextAsync("2 / 2");
        await chat.IsIdleAsync();
        await chat.Field.FillAsync("and this");
        await editor.RunButton.ClickAsync();

        await Expect(chat.Messages).ToHaveTextAsync(["once", "and this"]);
    }

    [Test]
    public async Task Whoever_reads_further_up_is_not_pulled_down_and_gets_back_by_a_button()
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of(string.Concat(Enumerable.Repeat("A paragraph.\n\n", 60))).Wait(gate).Text("The end."));
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.SendAsync("A lot, please");
        await Expect(chat.Answers.Locator("p")).ToHaveCountAsync(60);
        await Expect(chat.Action("jump")).ToBeHiddenAsync();
        await window.Page.Locator(".chat-log").EvaluateAsync("log => { log.scrollTop = 0; }");
        await Expect(chat.Action("jump")).ToBeVisibleAsync();

        gate.Open();
        await ChatPane.IsAnsweredAsync(chat.Answers);

        Assert.That(await window.Page.Locator(".chat-log").EvaluateAsync<double>("log => log.scrollTop"), Is.Zero);
        await chat.Action("jump").ClickAsync();
        await Expect(chat.Answers.GetByText("The end.")).ToBeInViewportAsync();
        await Expect(chat.Action("jump")).ToBeHiddenAsync();
    }

    [Test]
    public async Task The_panel_is_made_wider_by_keys_and_stays_so()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.Echo);
        var edge = window.Page.GetByRole(AriaRole.Separator);
        await Expect(edge).ToHaveAttributeAsync("aria-valuemax", "683");
        await Expect(edge).ToHaveAttributeAsync("aria-valuenow", "336");

        await edge.FocusAsync();
        for (var i = 0; i < 4; i++) await window.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(edge).ToHaveAttributeAsync("aria-valuenow", "400");

        await chat.ReloadAsync();
        await Expect(edge).ToHaveAttributeAsync("aria-valuenow", "400");
    }

    [Test]
    public async Task A_flow_without_chat_explains_what_it_needs_and_adds_it_ready_to_talk()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, """{ "format": "flowbuilder/1", "name": "Empty", "nodes": [], "edges": [] }""");
        await Expect(chat.Field).ToHaveCountAsync(0);

        await chat.Action("add-chat").ClickAsync();
        await chat.AskAsync("The kettle is blue. What colour is the kettle?");

        await Expect(chat.Answers).ToContainTextAsync("blue");
    }

    [Test]
    public async Task A_file_that_is_attached_goes_with_the_message_and_stays_with_its_retry()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, """
            {
              "format": "flowbuilder/1", "name": "Files",
              "nodes": [
                { "id": "message", "type": "input.chat", "version": 1, "position": { "x": 0, "y": 0 } },
                { "id": "file", "type": "input.file", "version": 1, "position": { "x": 0, "y": 200 } },
                { "id": "load", "type": "documents.load", "version": 1, "position": { "x": 300, "y": 200 } },
                { "id": "prompt", "type": "prompt.template", "version": 1, "position": { "x": 600, "y": 0 }, "settings": { "template": "{{question}}: {{passages}}" } },
                { "id": "reply", "type": "output.chat", "version": 1, "position": { "x": 900, "y": 0 } }
              ],
              "edges": [
                { "from": "message.text", "to": "prompt.question" }, { "from": "file.value", "to": "load.file" },
                { "from": "load.documents", "to": "prompt.passages" }, { "from": "prompt.text", "to": "reply.value" }
              ]
            }
            """);
        await window.Page.Locator(".chat-pick input").PickAsync(FilePicking.TextFile("note.txt", "Tea at four."));
        await Expect(window.Page.Locator("[data-attached='file']")).ToContainTextAsync("note.txt");

        await chat.AskAsync("Read");
        await Expect(chat.Answers).ToContainTextAsync("Tea at four.");
        await Expect(window.Page.Locator("[data-attached]")).ToHaveCountAsync(0);
        await Expect(chat.Turns.Locator(".chat-file")).ToContainTextAsync("note.txt");
        await Expect(window.Page.Locator(".chat-sources")).ToContainTextAsync("1");

        await chat.Action("retry").ClickAsync();
        await Expect(chat.Versions("answer")).ToContainTextAsync("2 / 2");
        await Expect(chat.Answers).ToContainTextAsync("Tea at four.");
    }

    [Test]
    public async Task What_cannot_be_sent_stays_in_the_field_with_the_reason()
    {
        await using var window = await Window.OpenAsync();
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection).Replace("\"edges\": [", "\"edges\": [], \"ignored\": [", StringComparison.Ordinal));

        await chat.Field.FillAsync("Will this go?");
        await chat.Field.PressAsync("Enter");

        await Expect(window.Page.Locator(".composer .banner.bad")).ToBeVisibleAsync();
        await Expect(chat.Field).ToHaveValueAsync("Will this go?");
        await Expect(chat.Turns).ToHaveCountAsync(0);
    }

    [Test]
    [Hazard("SEC-54")]
    public async Task Texts_of_an_answer_make_no_element_that_could_act_and_code_can_be_copied()
    {
        _server.Reply(FakeReply.Of("<img src=x onerror=alert(1)> [x](javascript:alert(2)) [ok](https://example.org)\n\n```js\nlet a = 1;\n```\n"));
        await using var window = await Window.OpenAsync();
        await window.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var chat = await OpenAsync(window, ChatPane.FlowWith(_connection));
        await chat.AskAsync("Evil?");

        Assert.That(await chat.Answers.Locator("img, script, a:not([href^='https:'])").CountAsync(), Is.Zero);
        await Expect(chat.Answers.Locator("a")).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await chat.Answers.Locator(".code-copy").ClickAsync();
        await Expect(chat.Answers.Locator(".code-copy")).ToContainClassAsync("done");
        Assert.That((await window.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).TrimEnd(), Is.EqualTo("let a = 1;"));
    }

    private static async Task<ChatPane> OpenAsync(Window window, string flow)
    {
        await window.OpenFlowAsync(flow);
        var chat = new ChatPane(window.Page);
        await chat.OpenAsync();
        return chat;
    }

    private static async Task PressEnterAsync(ICDPSession keyboard, int keyCode)
    {
        foreach (var type in new[] { "rawKeyDown", "keyUp" })
        {
            await keyboard.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["key"] = "Enter",
                ["code"] = "Enter",
                ["windowsVirtualKeyCode"] = keyCode,
            });
        }
    }

    private static async Task<JsonElement> RunAsync(Window window, string runId)
    {
        var answer = await window.Page.APIRequest.GetAsync($"api/v1/runs/{runId}");
        Assert.That(answer.Ok, Is.True, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value;
    }

    // The page shows what was said at once; that it is stored, the page does not say.
    private static async Task LatestFeedbackIsAsync(Window window, string runId, double score, string? comment)
    {
        (double Score, string? Comment)? found = null;
        for (var look = 0; look < 100 && found != (score, comment); look++)
        {
            if (look > 0) await window.Page.WaitForTimeoutAsync(100);
            if ((await RunAsync(window, runId)).GetProperty("feedback").EnumerateArray().ToList() is [.., var latest])
                found = (latest.GetProperty("score").GetDouble(), latest.TryGetProperty("comment", out var said) ? said.GetString() : null);
        }

        Assert.That(found, Is.EqualTo((score, comment)));
    }
}
