using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace Acme.Nodes;

/// <summary>Looks up a ticket in the company's help desk.</summary>
/// <param name="http">The program's guarded way out; it refuses addresses inside the network unless the operator opened them.</param>
[Node("acme.ticket", Category = "acme", Icon = "document", Network = true, Keywords = "help desk issue support case 티켓 문의 지원")]
[Text("en", "Ticket", "Looks up a ticket of the Acme help desk by its number.")]
[Text("ko", "티켓", "Acme 헬프데스크의 티켓을 번호로 찾습니다.")]
public sealed class TicketNode(IOutboundHttp http) : Node<TicketSettings, TicketNode.Inputs>, ICheckedSettings<TicketSettings>
{
    /// <summary>The ticket as a text that streams line by line.</summary>
    [Text("en", "text", "The ticket as a text, for a prompt.")]
    [Text("ko", "텍스트", "프롬프트에 넣을 수 있는 티켓 내용입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The ticket as the help desk gave it.</summary>
    [Text("en", "json", "The ticket as the help desk gave it.")]
    [Text("ko", "JSON", "헬프데스크가 준 티켓 원본입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>Given only where the ticket is still open, so that what hangs on it is skipped otherwise.</summary>
    [Text("en", "open", "Given only where the ticket is still open.")]
    [Text("ko", "처리 중", "티켓이 아직 처리 중일 때만 나갑니다.")]
    public static readonly OutputPort<bool> Open = new("open");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(TicketSettings settings)
    {
        if (!Uri.TryCreate(settings.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new SettingProblem("acme.address", "address", LocalText.Of(
                "The address needs to begin with https://.",
                "주소는 https://로 시작해야 합니다."));
        }
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        TicketSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = inputs.Number.Trim().ToUpperInvariant();
        var address = new Uri($"{settings.Address.TrimEnd('/')}/tickets/{Uri.EscapeDataString(number)}");
        var response = await http.SendAsync(new OutboundRequest(HttpMethod.Get, address) { Headers = [new("Accept", "application/json")] }, cancellationToken);
        var ticket = Read(response, number);

        yield return Json.Value(ticket);
        if (StringOf(ticket, "status") == "open") yield return Open.Value(true);
        foreach (var line in Lines(ticket, number, settings.Detail)) yield return Text.Delta(line + "\n");
    }

    // What is thrown here reaches people: it says what happened and what to do.
    private static JsonElement Read(OutboundResponse response, string number)
    {
        if (response.Status == 404)
        {
            throw new NodeException("acme.no-ticket", LocalText.Of(
                $"The help desk knows no ticket \"{number}\". Check the number; it looks like ACME-1234.",
                $"헬프데스크에 \"{number}\" 티켓이 없습니다. 번호를 확인하세요. ACME-1234와 같은 형식입니다."), FaultKind.Input);
        }

        if (!response.IsSuccess)
        {
            throw new NodeException("acme.help-desk", LocalText.Of(
                $"The help desk answered with status {response.Status}. Try again in a while.",
                $"헬프데스크가 상태 {response.Status}(으)로 응답했습니다. 잠시 뒤에 다시 시도하세요."), FaultKind.Provider, isTransient: response.Status >= 500);
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(response.Body.Span);
        }
        catch (JsonException failure)
        {
            throw new NodeException("acme.help-desk", LocalText.Of(
                "What the help desk answered is not JSON. Check the address in the settings.",
                "헬프데스크의 응답이 JSON이 아닙니다. 설정의 주소를 확인하세요."), FaultKind.Provider, innerException: failure);
        }
    }

    private static IEnumerable<string> Lines(JsonElement ticket, string number, TicketDetail detail)
    {
        yield return new StringBuilder(number).Append(" (").Append(StringOf(ticket, "status")).Append("): ").Append(StringOf(ticket, "subject")).ToString();
        if (detail == TicketDetail.Subject || !ticket.TryGetProperty("comments", out var comments)) yield break;
        foreach (var comment in comments.EnumerateArray()) yield return $"- {StringOf(comment, "author")}: {StringOf(comment, "text")}";
    }

    private static string StringOf(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>What comes in by wire.</summary>
    public sealed record Inputs
    {
        /// <summary>The ticket's number.</summary>
        [Text("en", "number", "The ticket's number, such as ACME-1234.")]
        [Text("ko", "번호", "ACME-1234와 같은 티켓 번호입니다.")]
        public required string Number { get; init; }
    }
}
