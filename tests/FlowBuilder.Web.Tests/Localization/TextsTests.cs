using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowBuilder.Web.Components.Icons;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Localization;

[Parallelizable(ParallelScope.All)]
public sealed partial class TextsTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "FlowBuilder.Web"));

    [Test]
    public void Every_text_is_there_in_English_and_in_Korean_with_the_same_places_for_values()
    {
        var english = Read("Texts.resx");
        var korean = Read("Texts.ko.resx");

        Assert.That(korean.Keys, Is.EquivalentTo(english.Keys));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (key, text) in english)
            {
                Assert.That(text, Is.Not.Empty, key);
                Assert.That(Places(korean[key]), Is.EquivalentTo(Places(text)), key);
            }
        }
    }

    [Test]
    public void Korean_texts_are_Korean()
    {
        string[] same = [.. Read("Texts.ko.resx").Where(text => !Hangul().IsMatch(text.Value)).Select(text => text.Key)];

        Assert.That(same, Is.SubsetOf(new[] { "Home.PageTitle", "Time.Milliseconds", "Time.UnderMillisecond", "Tools.ZoomReset", "Type.json" }));
    }

    [Test]
    public void Every_text_that_a_component_asks_for_is_there()
    {
        var known = Read("Texts.resx").Keys;
        var asked = Sources("*.razor").Concat(Sources("*.cs")).SelectMany(source => Asked().Matches(source.Text)
            .Select(match => (source.Name, Key: match.Groups[1].Value)));

        Assert.That(asked.Where(item => !known.Contains(item.Key)), Is.Empty);
    }

    [Test]
    public void No_component_holds_a_literal_text()
    {
        var literals = Sources("*.razor").SelectMany(source => Literal().Matches(Markup(source.Text))
            .Select(match => match.Groups["text"].Value.Trim())
            .Where(text => text is not ("FlowBuilder" or "Ctrl ⏎" or "· FlowBuilder"))
            .Select(text => $"{source.Name}: {text}"));

        Assert.That(literals, Is.Empty);
    }

    [Test]
    public void Every_icon_that_a_node_type_names_has_a_drawing()
    {
        var plain = IconShapes.PathOf("node");

        Assert.That(Desk.Catalogue.Types.Where(type => type.Icon != "node" && IconShapes.PathOf(type.Icon) == plain).Select(type => $"{type.Id}: {type.Icon}"), Is.Empty);
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Web, "Localization", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct();

    private static IEnumerable<(string Name, string Text)> Sources(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Web, "Components"), pattern, SearchOption.AllDirectories)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    // What stands before the code block, without the lines that are C# between the tags.
    private static string Markup(string razor)
    {
        var code = razor.IndexOf("\n@code", StringComparison.Ordinal);
        var markup = code < 0 ? razor : razor[..code];
        return string.Join('\n', markup.Split('\n').Where(line => !Code().IsMatch(line)));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\s*(?:[@{}]|$|var |else\b|case .+:\s*$|default:|break;)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("\\p{IsHangulSyllables}", RegexOptions.CultureInvariant)]
    private static partial Regex Hangul();

    [GeneratedRegex(@"(?:\bL|\btexts)\[""([A-Za-z]+\.[A-Za-z.]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(@">(?<text>[^<>@{}();=\r\n]*\p{L}{2}[^<>@{}();=\r\n]*)<|^[ ]*(?<text>(?! |else|case |default|break|switch )[^<>@{}();=\r\n]*\p{L}{2}[^<>@{}();=\r\n]*)$|\s(?:title|placeholder|aria-label|alt|Label|Title)=""(?<text>[^@""]*\p{L}{2}[^""]*)""", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Literal();
}
