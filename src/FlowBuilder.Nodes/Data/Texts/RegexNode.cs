using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>Finds, replaces or splits by a regular expression.</summary>
[Node("transform.regex", Category = NodeCategories.Data, Icon = "search", Deterministic = true, Keywords = "regex regular expression pattern match extract groups find replace split 정규식 정규표현식 패턴 추출 찾기 바꾸기")]
[Text("en", "Regular expression", "Finds, replaces or splits text by a pattern, within a time limit.")]
[Text("ko", "정규식", "패턴으로 텍스트를 찾거나 바꾸거나 나눕니다. 시간 제한이 있습니다.")]
[Guide("en", "Use it to take order numbers, dates or links out of a text, or to replace what follows a pattern. It is exact, free and quick; where wording varies freely, let \"Chat model\" answer in JSON instead.")]
[Guide("ko", "텍스트에서 주문 번호, 날짜, 링크를 꺼내거나 패턴에 맞는 부분을 바꿀 때 쓰세요. 정확하고 빠르며 비용이 없습니다. 표현이 제각각이면 \"채팅 모델\"이 JSON으로 답하게 하세요.")]
[Example("""{"operation": "all", "pattern": "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})"}""")]
public sealed class RegexNode : Node<RegexNode.Settings, RegexNode.Inputs>, ICheckedSettings<RegexNode.Settings>
{
    private const int MostMatches = 100_000;

    /// <summary>The match, the matches line by line, or the changed text.</summary>
    [Text("en", "text", "The match, the matches line by line, or the changed text; nothing when the first match is wanted and there is none.")]
    [Text("ko", "텍스트", "일치한 텍스트, 한 줄에 하나씩 적은 일치 목록, 또는 바뀐 텍스트입니다. 첫 일치를 찾는데 없으면 나오지 않습니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The matches with their groups, or the parts.</summary>
    [Text("en", "json", "The matches, each with its text, place and named groups; or the parts.")]
    [Text("ko", "JSON", "일치마다 텍스트, 위치, 이름 있는 그룹을 담은 목록입니다. 나누면 조각의 목록입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>Whether it matches at all.</summary>
    [Text("en", "found", "Whether the pattern matches anywhere.")]
    [Text("ko", "일치 여부", "패턴과 일치하는 곳이 있는지 나타냅니다.")]
    public static readonly OutputPort<bool> Found = new("found");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (TimedRegex.ProblemOf(settings.Pattern) is { } wrong) yield return new SettingProblem("regex.pattern", "pattern", wrong);
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = (settings.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None) | (settings.Lines ? RegexOptions.Multiline : RegexOptions.None);
        var regex = TimedRegex.Of(settings.Pattern, options);
        try
        {
            return AsyncOutputs.Of([.. OutputsOf(regex, inputs.Text, settings)]);
        }
        catch (RegexMatchTimeoutException failure)
        {
            throw TimedRegex.TooSlow(failure);
        }
    }

    private static IEnumerable<NodeOutput> OutputsOf(Regex regex, string text, Settings settings)
    {
        if (settings.Operation == RegexOperation.Split)
        {
            var parts = regex.Split(text);
            return [Text.Value(string.Join('\n', parts)), Json.Value(JsonSerializer.SerializeToElement(parts)), Found.Value(parts.Length > 1)];
        }

        var matches = regex.Matches(text).Take(settings.Operation == RegexOperation.First ? 1 : MostMatches).ToList();
        var json = matches.Select(match => Described(regex, match)).ToList();
        var found = Found.Value(matches.Count > 0);
        return settings.Operation switch
        {
            RegexOperation.Replace => [Text.Value(regex.Replace(text, settings.Replacement)), Json.Value(JsonSerializer.SerializeToElement(json)), found],
            RegexOperation.All => [Text.Value(string.Join('\n', matches.Select(match => match.Value))), Json.Value(JsonSerializer.SerializeToElement(json)), found],
            _ => matches.Count == 0 ? [found] : [Text.Value(FirstOf(matches[0])), Json.Value(json[0]), found],
        };
    }

    // Who writes one group wants what is in it.
    private static string FirstOf(Match match) => match.Groups.Count == 2 && match.Groups[1].Success ? match.Groups[1].Value : match.Value;

    private static JsonElement Described(Regex regex, Match match) => JsonSerializer.SerializeToElement(
        new
        {
            text = match.Value,
            index = match.Index,
            groups = regex.GetGroupNames().Skip(1).ToDictionary(name => name, name => match.Groups[name].Success ? match.Groups[name].Value : null),
        },
        CoreJson.Options);

    /// <summary>The pattern and what is done with it.</summary>
    public sealed record Settings
    {
        /// <summary>What is done.</summary>
        [Field(OnCard = true)]
        [Text("en", "Operation", "What is done where the pattern matches.")]
        [Text("ko", "작업", "패턴과 일치하는 곳에 무엇을 할지 정합니다.")]
        public RegexOperation Operation { get; init; }

        /// <summary>The pattern, in .NET's syntax.</summary>
        [Field(Required = true, OnCard = true, Placeholder = "(?<year>\\d{4})-(?<month>\\d{2})")]
        [MaxLength(2000)]
        [Text("en", "Pattern", "The regular expression; (?<name>…) names a group.")]
        [Text("ko", "패턴", "정규식입니다. (?<name>…)처럼 쓰면 그룹에 이름이 붙습니다.")]
        public string Pattern { get; init; } = "";

        /// <summary>What stands in place of each match.</summary>
        [Field(VisibleWhen = nameof(Operation), VisibleValues = "replace")]
        [MaxLength(10_000)]
        [Text("en", "Replace with", "What stands in place of each match; $1 or ${name} is a group.")]
        [Text("ko", "바꿀 텍스트", "일치한 곳에 넣을 텍스트입니다. $1이나 ${name}은 그룹의 값입니다.")]
        public string Replacement { get; init; } = "";

        /// <summary>Whether capital and small letters count as the same.</summary>
        [Text("en", "Ignore case", "Whether capital and small letters count as the same.")]
        [Text("ko", "대소문자 무시", "대문자와 소문자를 같게 볼지 정합니다.")]
        public bool IgnoreCase { get; init; }

        /// <summary>Whether ^ and $ stand for the ends of each line.</summary>
        [Field(Advanced = true)]
        [Text("en", "Line by line", "Whether ^ and $ stand for the start and end of each line instead of the whole text.")]
        [Text("ko", "줄 단위", "^와 $를 전체가 아니라 각 줄의 처음과 끝으로 볼지 정합니다.")]
        public bool Lines { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text to look through.")]
        [Text("ko", "텍스트", "살펴볼 텍스트입니다.")]
        public required string Text { get; init; }
    }
}
