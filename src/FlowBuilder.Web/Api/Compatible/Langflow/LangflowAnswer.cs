using System.Globalization;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Api.Compatible.Langflow;

/// <summary>An answer as Langflow writes it.</summary>
/// <param name="slug">The endpoint, in the place of the flow's id.</param>
/// <param name="session">The conversation.</param>
/// <param name="request">What was asked.</param>
internal sealed class LangflowAnswer(string slug, string session, LangflowRequest request)
{
    private const string User = "User";
    private const string Machine = "Machine";

    /// <summary>The conversation.</summary>
    public string Session => session;

    /// <summary>The whole answer; <c>text</c> spares the way through the outputs.</summary>
    public object Of(EndedRun ended) => new { session_id = session, text = ended.Text, outputs = OutputsOf(ended) };

    /// <summary>The message of the caller.</summary>
    public object Question(string id, DateTimeOffset time) => Message(id, User, User, request.Message ?? "", time, null);

    /// <summary>The message that answers.</summary>
    public object Reply(EndedRun ended) => Message(ended.Run.Id, Machine, "AI", ended.Text, ended.Snapshot.StartedAt, null);

    /// <summary>A time as Langflow writes it.</summary>
    public static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);

    /// <summary>Each of the flow's results, as if by a component of its own.</summary>
    public object[] OutputsOf(EndedRun ended)
    {
        var results = ended.IsJson
            ? [Output(ended, "output", slug, ended.Text)]
            : ended.Contract.Answers.Where(IsWanted)
                .Select(answer => (Answer: answer, Text: ended.Snapshot.Nodes.GetValueOrDefault(answer.Node.Value)?.TextOf(answer.Port)))
                .Where(result => result.Text is not null)
                .Select(result => Output(ended, result.Answer.Node.Value, result.Answer.Title, result.Text!));
        return [new { inputs = new { input_value = request.Message ?? "" }, outputs = results.ToArray() }];
    }

    private bool IsWanted(ChatAnswerPort answer) =>
        request.OutputComponent is not { Length: > 0 } wanted || answer.Node.Value == wanted || answer.Title == wanted;

    private object Output(EndedRun ended, string component, string title, string text) => new
    {
        results = new { message = Message(ended.Run.Id, Machine, "AI", text, ended.Snapshot.StartedAt, (component, title)) },
        artifacts = new { message = text, sender = Machine, sender_name = "AI", files = Array.Empty<string>(), type = "object" },
        outputs = new { message = new { message = text, type = "text" } },
        logs = new { message = Array.Empty<string>() },
        messages = new[]
        {
            new { message = text, sender = Machine, sender_name = "AI", session_id = session, component_id = component, files = Array.Empty<string>(), type = "message" },
        },
        component_display_name = title,
        component_id = component,
        used_frozen_result = false,
    };

    private object Message(string id, string sender, string senderName, string text, DateTimeOffset time, (string Id, string Title)? component) => new
    {
        id,
        text,
        sender,
        sender_name = senderName,
        session_id = session,
        flow_id = slug,
        timestamp = TimeOf(time),
        error = false,
        edit = false,
        files = Array.Empty<string>(),
        category = "message",
        content_blocks = Array.Empty<string>(),
        properties = new { source = new { id = component?.Id, display_name = component?.Title, source = (string?)null }, state = "complete" },
        component_id = component?.Id,
    };
}
