using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Ports;

/// <summary>What port types are called in a sentence.</summary>
internal static class PortTypeNames
{
    private static readonly Dictionary<PortType, LocalText> Names = new()
    {
        [PortType.Text] = LocalText.Of("text", "텍스트"),
        [PortType.Number] = LocalText.Of("a number", "숫자"),
        [PortType.Boolean] = LocalText.Of("true or false", "참/거짓"),
        [PortType.Json] = LocalText.Of("JSON", "JSON"),
        [PortType.Message] = LocalText.Of("a message", "메시지"),
        [PortType.Messages] = LocalText.Of("a conversation", "대화"),
        [PortType.Documents] = LocalText.Of("documents", "문서"),
        [PortType.Vector] = LocalText.Of("a vector", "벡터"),
        [PortType.File] = LocalText.Of("a file", "파일"),
        [PortType.Image] = LocalText.Of("an image", "이미지"),
        [PortType.Tool] = LocalText.Of("a tool", "도구"),
        [PortType.Any] = LocalText.Of("any value", "모든 값"),
    };

    public static string English(PortType type) => Names.TryGetValue(type, out var name) ? name.English : type.Name;

    public static string InKorean(PortType type) => Names.TryGetValue(type, out var name) ? name.For(Languages.Korean) : type.Name;

    /// <summary>Joins what is equally possible: <c>text, a number or JSON</c>.</summary>
    public static string EnglishChoice(IReadOnlyList<PortType> types) => types.Count < 2
        ? string.Concat(types.Select(English))
        : $"{string.Join(", ", types.SkipLast(1).Select(English))} or {English(types[^1])}";

    public static string KoreanChoice(IEnumerable<PortType> types) => string.Join(", ", types.Select(InKorean));
}
