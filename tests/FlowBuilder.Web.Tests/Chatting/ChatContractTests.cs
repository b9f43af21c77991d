using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Chatting;

[Parallelizable(ParallelScope.All)]
public sealed class ChatContractTests
{
    [Test]
    public void A_chat_input_goes_before_a_text_input_and_a_chat_reply_before_a_text_result()
    {
        var desk = new Desk();
        desk.Set(desk.Add("input.text"), "name", "style");
        desk.Add("output.text");
        Assert.That(Read(desk), Is.EqualTo((true, "style", false, "text-2")));

        desk.Add("input.chat");
        desk.Add("output.chat");

        Assert.That(Read(desk), Is.EqualTo((true, "message", true, "chat-2")));
    }

    [Test]
    public void Files_go_where_they_fit_and_a_picture_to_an_input_of_pictures_first()
    {
        var desk = new Desk();
        desk.Add("input.file");
        desk.Add("input.image");
        var contract = ChatContract.Of(desk.Session.Flow, Desk.Catalogue);
        var files = new ChatDraftFiles();

        Assert.That(files.Add(contract, "a.txt", "text/plain", new byte[1]), Is.True);
        Assert.That(files.Add(contract, "b.png", "image/png", new byte[2]), Is.True);
        Assert.That(files.Add(contract, "c.pdf", "application/pdf", new byte[3]), Is.True);

        Assert.That(files.All.Select(file => (file.Attachment.Input, file.Attachment.Name)), Is.EqualTo(new[] { ("image", "b.png"), ("file", "c.pdf") }));
        Assert.That(new ChatDraftFiles().Add(ChatContract.Of(new Flow(), Desk.Catalogue), "a", "", default), Is.False);
    }

    [Test]
    public void A_message_carries_what_was_answered_before_it_in_the_form_that_the_input_takes()
    {
        var desk = new Desk();
        var input = desk.Add("input.chat");
        ConversationTurn[] before = [Turn("one", TurnState.Answered, "1"), Turn("two", TurnState.Failed, ""), Turn("three", TurnState.Stopped, "3…")];

        var value = ChatMessage.Of("four", before, takesHistory: true);

        var parameter = Desk.Catalogue.Find("input.chat")!.ParameterOf(desk.Session.Flow.Find(input)!)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(parameter.Check(value), Is.Null);
            Assert.That(value.GetProperty("text").GetString(), Is.EqualTo("four"));
            Assert.That(
                value.GetProperty("history").EnumerateArray().Select(message => (message.GetProperty("role").GetString(), message.GetProperty("content").GetString())),
                Is.EqualTo(new[] { ("user", "one"), ("assistant", "1"), ("user", "three"), ("assistant", "3…") }));
            Assert.That(ChatMessage.Of("four", before, takesHistory: false).ValueKind, Is.EqualTo(JsonValueKind.String));
        }

        Assert.That(parameter.Check(ChatMessage.Of("x", Enumerable.Repeat(before[0], 2000), takesHistory: true)), Is.Null, "A long conversation still goes in.");
    }

    [Test]
    public void An_empty_flow_gets_a_chat_that_can_run_and_one_undo_takes_it_back()
    {
        var desk = new Desk();

        desk.History.Do(ChatParts.MissingIn(desk.Session.Flow, Desk.Catalogue)!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ChatContract.Of(desk.Session.Flow, Desk.Catalogue).CanTalk, Is.True);
            Assert.That(new FlowValidator(Desk.Catalogue).Check(desk.Session.Flow), Is.Empty);
            Assert.That(desk.Wires, Is.EquivalentTo(new[] { "message.text -> model.prompt", "message.history -> model.history", "model.text -> reply.value" }));
            Assert.That(ChatParts.MissingIn(desk.Session.Flow, Desk.Catalogue), Is.Null);
        }

        desk.History.Undo();
        Assert.That(desk.Session.Flow.Nodes, Is.Empty);
    }

    [Test]
    public void A_flow_without_ends_gets_them_wired_to_what_waits_and_to_what_has_something_to_say()
    {
        var desk = new Desk();
        var prompt = desk.Add("prompt.template", 100, 40);
        desk.Set(prompt, "template", "Say {{what}}");
        var model = desk.Add("model.chat", 500, 40);
        desk.Editor.Connect(Desk.Port($"{prompt}.text"), Desk.Port($"{model}.prompt"));

        desk.History.Do(ChatParts.MissingIn(desk.Session.Flow, Desk.Catalogue)!);

        Assert.That(desk.Wires, Is.EquivalentTo(new[]
        {
            $"{prompt}.text -> {model}.prompt", $"message.text -> {prompt}.what", $"message.history -> {model}.history", $"{model}.text -> reply.value",
        }));
    }

    [Test]
    public void A_flow_that_lacks_only_a_reply_gets_only_that()
    {
        var desk = new Desk();
        var input = desk.Add("input.text");
        var model = desk.Add("model.chat", 400);
        desk.Editor.Connect(Desk.Port($"{input}.text"), Desk.Port($"{model}.prompt"));

        desk.History.Do(ChatParts.MissingIn(desk.Session.Flow, Desk.Catalogue)!);

        Assert.That(desk.Session.Flow.Nodes.Select(node => node.Type), Is.EqualTo(new[] { "input.text", "model.chat", "output.chat" }));
        Assert.That(desk.Wires, Does.Contain($"{model}.text -> reply.value"));
    }

    private static (bool CanTalk, string? Input, bool TakesHistory, string Answer) Read(Desk desk)
    {
        var contract = ChatContract.Of(desk.Session.Flow, Desk.Catalogue);
        return (contract.CanTalk, contract.MessageInput, contract.TakesHistory, contract.Answers.Single().Node.Value);
    }

    private static ConversationTurn Turn(string message, TurnState state, string answer) => new()
    {
        RunId = message,
        ConversationId = "x",
        Question = message,
        Message = message,
        SentAt = DateTimeOffset.UnixEpoch,
        End = new TurnEnd { State = state, Answer = answer, At = DateTimeOffset.UnixEpoch },
    };
}
