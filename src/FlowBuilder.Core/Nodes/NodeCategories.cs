using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>The groups of the palette, in the order in which it shows them.</summary>
public static class NodeCategories
{
    /// <summary>What comes into a flow.</summary>
    public const string Inputs = "inputs";

    /// <summary>Prompts and models.</summary>
    public const string Models = "models";

    /// <summary>Documents and knowledge.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>Decisions, merging, repetition.</summary>
    public const string Logic = "logic";

    /// <summary>Working on text and JSON.</summary>
    public const string Data = "data";

    /// <summary>Checks of what goes in and out.</summary>
    public const string Guards = "guards";

    /// <summary>Tools and agents.</summary>
    public const string Tools = "tools";

    /// <summary>What a flow answers.</summary>
    public const string Outputs = "outputs";

    /// <summary>Every built-in group with its title.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, LocalText>> All =
    [
        new(Inputs, LocalText.Of("Inputs", "입력")),
        new(Models, LocalText.Of("Prompts and models", "프롬프트와 모델")),
        new(Knowledge, LocalText.Of("Documents and knowledge", "문서와 지식")),
        new(Logic, LocalText.Of("Logic", "흐름 제어")),
        new(Data, LocalText.Of("Text and data", "텍스트와 데이터")),
        new(Guards, LocalText.Of("Guardrails", "안전장치")),
        new(Tools, LocalText.Of("Tools", "도구")),
        new(Outputs, LocalText.Of("Outputs", "출력")),
    ];

    /// <summary>A group's title; for a group of a third party, its name.</summary>
    public static LocalText TitleOf(string category) =>
        All.FirstOrDefault(entry => entry.Key == category).Value ?? LocalText.Verbatim(category);
}
