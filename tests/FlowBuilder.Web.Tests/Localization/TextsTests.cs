using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Components.Auditing;
using FlowBuilder.Web.Components.Editor;
using FlowBuilder.Web.Components.Outline;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Gallery;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Localization;

[Parallelizable(ParallelScope.All)]
public sealed partial class TextsTests
{
    private static readonly string Scripts = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "wwwroot", "js"));

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

        Assert.That(same, Is.SubsetOf(new[] { "Home.PageTitle", "Time.Milliseconds", "Time.UnderMillisecond", "Outline.Source", "Tools.ZoomReset", "Type.json", "Wire.End" }));
    }

    [Test]
    public void Every_text_that_a_source_names_is_there()
    {
        var known = Read("Texts.resx").Keys.ToHashSet();
        var families = known.Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)]).ToHashSet();
        var named = Sources("*.razor").Concat(Sources("*.cs")).SelectMany(source => Named().Matches(source.Text)
            .Select(match => (source.Name, Key: match.Groups["key"].Value)))
            .Where(item => families.Contains(item.Key[..item.Key.IndexOf('.', StringComparison.Ordinal)]))
            .Concat(Sources("*.razor").Concat(Sources("*.cs")).SelectMany(source => Asked().Matches(source.Text).Select(match => (source.Name, Key: match.Groups["key"].Value))));

        Assert.That(named.Where(item => !known.Contains(item.Key)), Is.Empty);
    }

    [Test]
    public void Every_text_that_is_named_by_a_value_is_there_for_each_value()
    {
        string[] needed =
        [
            .. PortType.All.Select(type => $"Type.{type.Name}"),
            .. Enum.GetNames<SideTab>().Select(name => $"Tab.{name}"),
            .. Enum.GetNames<PhoneSheet>().Select(name => $"Sheet.{name}"),
            .. Enum.GetNames<SaveState>().Select(name => $"Save.{name}"),
            .. Enum.GetNames<TemplateNeed>().Select(name => $"Gallery.Need.{name}"),
            .. Enum.GetNames<GalleryOrder>().Select(name => $"Gallery.Order.{name}"),
            .. Enum.GetNames<RunStatus>().Select(name => $"RunStatus.{name}"),
            .. new[] { "system", "light", "dark" }.Select(name => $"Theme.{name}"),
            .. Enum.GetNames<AccountRole>().SelectMany(name => new[] { $"Role.{name}", $"Role.{name}.Text" }),
            .. AuditSentence.Kinds.Select(kind => $"Audit.Kind.{kind}"),
        ];

        Assert.That(needed, Is.SubsetOf(Read("Texts.resx").Keys));
    }

    [Test]
    public void Every_action_that_is_written_down_has_a_sentence()
    {
        string[] actions =
        [
            .. Sources("*.cs", Web).SelectMany(source => WrittenDown().Matches(source.Text)).SelectMany(match => match.Groups["action"].Captures).Select(capture => capture.Value)
                .Concat(Enum.GetNames<ResourceKind>().Select(kind => $"{kind.ToLowerInvariant()}.shared")).Distinct(StringComparer.Ordinal),
        ];

        Assert.That(actions, Has.Length.GreaterThan(30));
        Assert.That(actions.Select(action => $"Audit.Did.{action}"), Is.SubsetOf(Read("Texts.resx").Keys));
        Assert.That(actions.Select(action => action[..action.IndexOf('.', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal), Is.SubsetOf(AuditSentence.Kinds));
    }

    [Test]
    public void No_component_holds_a_literal_text() =>
        Assert.That(Found("*.razor", Literals.InMarkup), Is.Empty);

    [Test]
    public void No_code_of_the_screens_says_a_literal_text() =>
        Assert.That(Found("*.cs", Literals.InCode).Concat(Found("*.razor", Literals.InCode)), Is.Empty);

    // The chat on strangers' pages cannot read the program's resources: its texts are in one file of its own (EmbedTests).
    [Test]
    public void No_script_puts_a_literal_text_into_the_page() => Assert.That(
        Directory.EnumerateFiles(Scripts, "*.js", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(Path.Combine("embed", "texts.js"), StringComparison.Ordinal))
            .SelectMany(path => Literals.InScript(File.ReadAllText(path)).Select(text => $"{Path.GetFileName(path)}: {text}")),
        Is.Empty);

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

    private static IEnumerable<(string Name, string Text)> Sources(string pattern, string? folder = null) =>
        Directory.EnumerateFiles(folder ?? Path.Combine(Web, "Components"), pattern, SearchOption.AllDirectories)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    private static IEnumerable<string> Found(string pattern, Func<string, IEnumerable<string>> find) =>
        Sources(pattern).SelectMany(source => find(source.Text).Select(text => $"{source.Name}: {text}"));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("\\p{IsHangulSyllables}", RegexOptions.CultureInvariant)]
    private static partial Regex Hangul();

    [GeneratedRegex(@"(?:\b[aA]udit\.Write(?:Of)?Async|\bWrittenAsync|\bWriteDownAsync)\((?:[^"";]*""(?<action>[a-z]+\.[a-z-]+)"")+", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenDown();

    [GeneratedRegex(@"(?:\bL|\btexts)\[""(?<key>[A-Za-z]+\.[A-Za-z.]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    // An attribute's value is an expression, not a text.
    [GeneratedRegex(@"(?<!=)""(?<key>[A-Z][A-Za-z]+\.[A-Z][A-Za-z]*(?:\.[A-Z][A-Za-z]*)?)""", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
