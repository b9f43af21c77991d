using System.Collections.Immutable;
using System.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>A message to a published flow, as JSON or as a form with files.</summary>
internal sealed record ChatBody
{
    private const int MostMessages = 1000;

    /// <summary>What is said.</summary>
    public required string Message { get; init; }

    /// <summary>The conversation that it belongs to, as the caller calls it.</summary>
    public string? Session { get; init; }

    /// <summary>What was said before it: only the caller keeps the conversation.</summary>
    public IReadOnlyList<ChatHistoryItem> History { get; init; } = [];

    private ImmutableArray<FileValue> Files { get; init; } = [];

    /// <summary>Reads a request.</summary>
    /// <exception cref="ApiException">It is malformed, too large, or says nothing.</exception>
    public static async ValueTask<ChatBody> ReadAsync(HttpRequest request, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = CallForm.IsForm(request)
            ? await OfFormAsync(await CallForm.ReadFieldsAsync(request, settings, cancellationToken), cancellationToken)
            : await RequestJson.ReadAsync<ChatBody>(request, settings.Requests.RunBytes, cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Message)) throw Unfit("message", "a text that is not empty", "비어 있지 않은 텍스트");
        if (body.History.Count > MostMessages || body.History.Any(item => item.Role is not ("user" or "assistant")))
            throw Unfit("history", $"up to {MostMessages:N0} messages with \"role\" (user, assistant) and \"content\"", $"\"role\"(user, assistant)과 \"content\"가 있는 메시지 {MostMessages:N0}개 이하");
        return body;
    }

    /// <summary>What is asked of the endpoint.</summary>
    public EndpointAsk ToAsk(string? idempotencyKey) => new()
    {
        Message = new AskedMessage(Message)
        {
            History = [.. History.Select(item => new Message(new MessageRole(item.Role), item.Content))],
            Files = Files,
        },
        Session = Session,
        IdempotencyKey = idempotencyKey,
    };

    private static async ValueTask<ChatBody> OfFormAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<FileValue>();
        foreach (var file in form.Files) files.Add(await CallForm.FileOfAsync(file, cancellationToken));
        return new ChatBody
        {
            // Browsers send the lines of a form's field with CR LF, whatever was written.
            Message = form["message"].ToString().ReplaceLineEndings("\n"),
            Session = form["session"].ToString() is { Length: > 0 } session ? session : null,
            History = form["history"].ToString() is { Length: > 0 } history
                ? RequestJson.Read<List<ChatHistoryItem>>(Encoding.UTF8.GetBytes(history))
                : [],
            Files = files.ToImmutable(),
        };
    }

    private static ApiException Unfit(string member, string english, string korean) =>
        new(ApiProblem.Of(MemberProblem.MustBe("chat.invalid", member, english, korean)));
}
