using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Sharing;

[Parallelizable(ParallelScope.All)]
public sealed partial class FlowDrawingTests
{
    private static readonly NodeCatalogue Catalogue = Desk.Catalogue;

    private static IEnumerable<string> Samples() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples", "flows"), "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file));

    [TestCaseSource(nameof(Samples))]
    public void Every_sample_is_drawn_with_its_titles_and_wires_as_XML_that_holds_nothing_but_shapes(string sample)
    {
        var flow = new FlowFormat(Catalogue).Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, sample))).Flow!;

        foreach (var theme in Enum.GetValues<PictureTheme>())
        {
            var picture = XDocument.Parse(FlowDrawing.Svg(flow, Catalogue, theme));
            var texts = string.Join('\n', Elements(picture, "text").Select(text => text.Value));

            Assert.That(flow.Nodes.Where(node => node.Title.Length is > 0 and < 16 && !texts.Contains(node.Title, StringComparison.Ordinal)), Is.Empty);
            Assert.That(Elements(picture, "path").Count(path => (string?)path.Attribute("stroke-opacity") == ".8"), Is.EqualTo(flow.Edges.Length));
            Assert.That(
                picture.Descendants().Select(element => element.Name.LocalName).Distinct(),
                Is.SubsetOf(new[] { "svg", "title", "desc", "defs", "pattern", "circle", "rect", "path", "text", "tspan" }));
            Assert.That(picture.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName == "href"), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void No_wire_goes_out_of_the_picture(string sample)
    {
        var flow = new FlowFormat(Catalogue).Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, sample))).Flow!;

        var picture = XDocument.Parse(FlowDrawing.Svg(flow, Catalogue));

        var frame = Numbers((string)picture.Root!.Attribute("viewBox")!);
        var across = Elements(picture, "path").Where(path => (string?)path.Attribute("stroke-opacity") == ".8").SelectMany(path => Across((string)path.Attribute("d")!)).ToList();
        Assert.That(across, Has.All.InRange(frame[0], frame[0] + frame[2]));
    }

    [Test]
    [Hazard("SEC-54")]
    public void What_people_write_is_text_and_never_markup_or_a_character_that_XML_has_not()
    {
        var flow = FlowText.Parse("""a: input.text {"name":"</text><script>alert(1)</script>"}""") with { Name = "\u0000<b>&\ud800" };
        flow = flow with
        {
            Nodes = [flow.Nodes[0] with { Title = "\" onload=\"x" }],
            Notes = [new FlowNote { Id = "n", Text = "<img src=x onerror=alert(1)>\u0001" }],
        };

        var picture = XDocument.Parse(FlowDrawing.Svg(flow, Catalogue));

        Assert.That(Elements(picture, "script"), Is.Empty);
        Assert.That(Elements(picture, "img"), Is.Empty);
        Assert.That(Elements(picture, "title").Single().Value, Is.EqualTo("\uFFFD<b>&\uFFFD"));
        Assert.That(Elements(picture, "text").Select(text => text.Value), Has.Member("\" onload=\"x"));
    }

    [Test]
    public void An_empty_flow_and_one_of_unknown_nodes_are_drawn_too()
    {
        var unknown = FlowText.Parse("""
            a: nobody.knows {}
            b: nobody.knows {}
            a.some -> b.thing
            """);

        Assert.That(Elements(XDocument.Parse(FlowDrawing.Svg(new Flow(), Catalogue)), "text"), Is.Empty);
        Assert.That(
            Elements(XDocument.Parse(FlowDrawing.Svg(unknown, Catalogue)), "text").Select(text => text.Value),
            Is.SupersetOf(new[] { "nobody.knows", "some", "thing" }));
    }

    [Test]
    [SetUICulture("ko")]
    public void Ports_and_types_are_named_in_the_readers_language_and_long_titles_are_broken_not_cut()
    {
        var flow = FlowText.Parse("""a: input.text {"name":"q"}""");
        flow = flow with { Nodes = [flow.Nodes[0] with { Title = "고객이 보낸 문의 내용을 여기에 붙여 넣으면 다음 단계로 넘어갑니다" }] };

        var texts = Elements(XDocument.Parse(FlowDrawing.Svg(flow, Catalogue)), "text").Select(text => text.Value).ToList();

        Assert.That(texts, Has.Member("텍스트"));
        Assert.That(string.Join(' ', texts.Take(2)), Is.EqualTo(flow.Nodes[0].Title));
    }

    [Test]
    public void A_picture_has_the_colours_of_the_program()
    {
        var tokens = File.ReadAllText(Repository.At("wwwroot", "css", "tokens.css"));
        var known = Token().Matches(tokens).ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

        Assert.That(PictureColours.Tokens.Where(token => known[token.Key] != token.Value), Is.Empty);
    }

    private static IEnumerable<XElement> Elements(XDocument picture, string name) => picture.Descendants().Where(element => element.Name.LocalName == name);

    // How far to the right points of a wire lie: it is drawn as curves of Bézier and straight lines between them.
    private static IEnumerable<double> Across(string path)
    {
        var from = 0.0;
        foreach (Match part in Part().Matches(path))
        {
            var numbers = Numbers(part.Groups[2].Value);
            if (part.Groups[1].Value == "C")
            {
                for (var t = 0.0; t <= 1; t += 0.02)
                {
                    var u = 1 - t;
                    yield return u * u * u * from + 3 * u * u * t * numbers[0] + 3 * u * t * t * numbers[2] + t * t * t * numbers[4];
                }
            }

            from = numbers[^2];
            yield return from;
        }
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex("([MCL])([^MCL]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
