using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Ports;

/// <summary>The few conversions that an edge makes by itself, each lossless or obvious. Everything else is refused.</summary>
internal static class PortConversions
{
    /// <summary>The code of a value that could not become what its port needs.</summary>
    public const string Code = "port.conversion";

    private static readonly Dictionary<(PortType From, PortType To), Func<object, bool, object>> Conversions = new()
    {
        [(PortType.Number, PortType.Text)] = static (value, _) => ((double)value).ToString("R", CultureInfo.InvariantCulture),
        [(PortType.Boolean, PortType.Text)] = static (value, _) => (bool)value ? "true" : "false",
        [(PortType.Json, PortType.Text)] = static (value, _) => CanonicalJson.Compact((JsonElement)value),
        [(PortType.Text, PortType.Json)] = static (value, _) => ToJson((string)value),
        [(PortType.Message, PortType.Text)] = static (value, _) => ((Message)value).Text,
        [(PortType.Text, PortType.Message)] = static (value, _) => new Message(MessageRole.User, (string)value),
        [(PortType.Message, PortType.Messages)] = static (value, _) => new MessageList([(Message)value]),
        [(PortType.Text, PortType.Documents)] = static (value, _) => new DocumentList([new Document { Text = (string)value }]),
        [(PortType.Documents, PortType.Text)] = static (value, numbered) => ((DocumentList)value).ToText(numbered),
    };

    /// <summary>Why values of one port cannot go to another, or null where they can.</summary>
    /// <remarks>An edge from <c>any</c> may be drawn to every port; whether its values fit shows when they arrive.</remarks>
    /// <param name="from">The output port.</param>
    /// <param name="to">The input port; of a list port, the type of one item counts.</param>
    public static LocalText? WhyNot(PortSpec from, PortSpec to)
    {
        if (from.Type == PortType.Any || Fits(from.Type, to.Type)) return null;
        var accepted = PortType.All.Where(type => type != PortType.Any && Fits(type, to.Type)).ToList();
        return LocalText.Of(
            $"\"{from.Label.English}\" gives {PortTypeNames.English(from.Type)}, but \"{to.Label.English}\" takes {PortTypeNames.EnglishChoice(accepted)}.",
            $"\"{from.Label.For(Languages.Korean)}\" 출력의 값은 {PortTypeNames.InKorean(from.Type)}인데, \"{to.Label.For(Languages.Korean)}\" 입력에는 {PortTypeNames.KoreanChoice(accepted)}만 연결할 수 있습니다.");
    }

    /// <summary>Makes of a value what a port of that type takes.</summary>
    /// <param name="value">A whole value in its carrying type; never a live text.</param>
    /// <param name="to">The type of the input port, or of one item of a list port.</param>
    /// <param name="numbered">Whether documents that become text are numbered <c>[1]</c>, <c>[2]</c>, … for citations.</param>
    /// <returns>The value itself where it already fits.</returns>
    /// <exception cref="NodeException">Its type cannot become the other, or a text that should be JSON is not (<c>port.conversion</c>).</exception>
    public static object Convert(object value, PortType to, bool numbered = false)
    {
        if (to == PortType.Any) return value;
        var from = PortTypes.OfValue(value);
        if (from == to) return value;
        if (Conversions.TryGetValue((from, to), out var convert)) return convert(value, numbered);
        throw new NodeException(Code, LocalText.Of(
            $"This input needs {PortTypeNames.English(to)}, but {PortTypeNames.English(from)} arrived.",
            $"이 입력에는 {PortTypeNames.InKorean(to)} 값이 필요한데 {PortTypeNames.InKorean(from)} 값이 들어왔습니다."));
    }

    /// <summary>Whether values of one type may go to a port of another, as they are or converted.</summary>
    public static bool Fits(PortType from, PortType to) =>
        from == to || to == PortType.Any || Conversions.ContainsKey((from, to));

    private static JsonElement ToJson(string text)
    {
        if (JsonText.Parse(text, out var value) is not { } fault) return value;
        throw new NodeException(Code, LocalText.Of(
            $"This input needs JSON, but the text that arrived is not JSON. {fault.Text.English}",
            $"이 입력에는 JSON이 필요한데, 들어온 텍스트가 JSON이 아닙니다. {fault.Text.For(Languages.Korean)}"));
    }
}
