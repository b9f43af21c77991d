using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Tests.Nodes.Declarations;

namespace FlowBuilder.Core.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class NodeCatalogueTests
{
    private static readonly NodeType Rich = NodeCatalogue.FromClasses(typeof(RichNode)).Find("test.rich")!;

    [TestCase(typeof(FaultyNodes.WithoutAttribute), "WithoutAttribute", "[Node]")]
    [TestCase(typeof(FaultyNodes.WithoutBase), "WithoutBase", "Node<TSettings, TInputs>")]
    [TestCase(typeof(FaultyNodes.WithoutText), "test.no-text", "English [Text]")]
    [TestCase(typeof(FaultyNodes.WithoutEnglish), "test.korean-only", "English [Text]")]
    [TestCase(typeof(FaultyNodes.WithUntitledSetting), "Settings.Untitled", "English [Text]")]
    [TestCase(typeof(FaultyNodes.WithUntitledInput), "Inputs.Untitled", "English [Text]")]
    [TestCase(typeof(FaultyNodes.WithInputOfNoType), "When", "DateTime")]
    [TestCase(typeof(FaultyNodes.WithUntitledOutput), "untitled", "English [Text]")]
    public void Faulty_declaration_is_refused_with_its_place_and_reason(Type nodeClass, string place, string reason)
    {
        Assert.That(
            () => NodeCatalogue.FromClasses(nodeClass),
            Throws.InvalidOperationException.With.Message.Contains(place).And.Message.Contains(reason));
    }

    [Test]
    public void Two_types_of_one_id_are_refused_by_that_id()
    {
        Assert.That(
            () => NodeCatalogue.FromClasses(typeof(FaultyNodes.Twin), typeof(FaultyNodes.OtherTwin)),
            Throws.InvalidOperationException.With.Message.Contains("test.twin"));
    }

    [Test]
    public void Type_says_what_its_class_declares()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Rich.Id, Rich.Version, Rich.Category, Rich.Icon, Rich.Keywords), Is.EqualTo(("test.rich", 3, NodeCategories.Data, "gem", "one all")));
            Assert.That((Rich.IsDeterministic, Rich.HasSideEffects, Rich.UsesNetwork, Rich.IsFlowInput, Rich.IsFlowOutput), Is.EqualTo((true, true, true, false, false)));
            Assert.That((Rich.Title.English, Rich.Help.English, Rich.Title.All["ko"], Rich.Help.All["ko"]), Is.EqualTo(("Rich", "Has everything.", "풍부한 노드", "모든 것이 있습니다.")));
        }
    }

    [TestCase("title", FieldKind.Text, "\"\"")]
    [TestCase("temperature", FieldKind.Number, "0.5")]
    [TestCase("count", FieldKind.Integer, null)]
    [TestCase("how", FieldKind.Choice, "\"veryCareful\"")]
    [TestCase("on", FieldKind.Boolean, "true")]
    [TestCase("names", FieldKind.TextList, "[]")]
    [TestCase("pairs", FieldKind.Pairs, "[]")]
    [TestCase("file", FieldKind.File, null)]
    [TestCase("data", FieldKind.Json, null)]
    [TestCase("remark", FieldKind.Multiline, null)]
    public void Setting_is_edited_by_its_type_and_has_its_default(string name, FieldKind kind, string? value)
    {
        var field = Rich.FindField(name)!;

        Assert.That((field.Kind, field.Default?.GetRawText()), Is.EqualTo((kind, value)));
    }

    [Test]
    public void Setting_says_what_its_attributes_declare()
    {
        var (title, temperature, how, whenFast, remark) = (Field("title"), Field("temperature"), Field("how"), Field("whenFast"), Field("remark"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((title.IsRequired, title.IsOnCard, title.MaxLength, title.Placeholder, title.Label.All["ko"]), Is.EqualTo((true, true, (int?)5, "…", "제목")));
            Assert.That((temperature.Minimum, temperature.Maximum, temperature.IsPromotable, temperature.PortType), Is.EqualTo(((double?)0, (double?)2, true, PortType.Number)));
            Assert.That(how.Choices.Select(choice => (choice.Value, choice.Label.English)), Is.EqualTo(new[] { ("fast", "Fast"), ("veryCareful", "Very careful") }));
            Assert.That((whenFast.VisibleWhen, string.Join(' ', whenFast.VisibleValues)), Is.EqualTo(("how", "fast")));
            Assert.That((remark.IsAdvanced, remark.IsCosmetic), Is.EqualTo((true, true)));
            Assert.That(Rich.FindField("worked"), Is.Null, "what cannot be set is no setting");
        }

        static SettingField Field(string name) => Rich.FindField(name)!;
    }

    [Test]
    public void Ports_follow_from_properties_fields_and_settings()
    {
        var ports = Rich.PortsOf(Node(new { names = new[] { "topic" } }) with { Policy = new NodePolicy { OnError = ErrorPolicy.Port } });

        Assert.That(ports.Select(Describe), Is.EqualTo(new[]
        {
            "input topic text",
            "input needed text required",
            "input number number",
            "input live text live",
            "input many any list live",
            "input lists documents list required",
            "input temperature number setting",
            "output text text",
            "output hidden number hidden",
            "output error json",
        }));
    }

    [Test]
    public void Settings_in_canonical_form_are_in_the_order_of_their_declaration_without_defaults_and_with_unknown_ones_last()
    {
        var canonical = Rich.Canonical(JsonMembers.Of(new { mystery = 1, on = false, how = "veryCareful", title = "t", temperature = 0.50 }));

        Assert.That(canonical.Select(member => member.Key), Is.EqualTo(new[] { "title", "on", "mystery" }));
    }

    [Test]
    public void Older_settings_are_upgraded_step_by_step()
    {
        Assert.That(Rich.Upgrade(1, JsonMembers.Empty).Select(member => member.Key), Is.EqualTo(new[] { "upgraded1", "upgraded2" }));
        Assert.That(Rich.Upgrade(3, JsonMembers.Empty), Is.Empty);
    }

    [TestCase("title", "\"\"", "setting.missing")]
    [TestCase("title", "\"  \"", "setting.missing")]
    [TestCase("title", "\"too long\"", "setting.too-long")]
    [TestCase("title", "7", "setting.wrong-type")]
    [TestCase("temperature", "2.5", "setting.out-of-range")]
    [TestCase("temperature", "-0.1", "setting.out-of-range")]
    [TestCase("temperature", "\"1\"", "setting.wrong-type")]
    [TestCase("temperature", "null", "setting.wrong-type")]
    [TestCase("temperature", "1e999", "setting.wrong-type")]
    [TestCase("count", "11", "setting.out-of-range")]
    [TestCase("count", "1.5", "setting.wrong-type")]
    [TestCase("how", "\"slow\"", "setting.wrong-type")]
    [TestCase("on", "\"true\"", "setting.wrong-type")]
    [TestCase("names", "\"one\"", "setting.wrong-type")]
    [TestCase("pairs", "[1]", "setting.wrong-type")]
    [TestCase("file", "[]", "setting.wrong-type")]
    public void Wrong_setting_is_named_with_what_is_wrong(string name, string json, string code)
    {
        var settings = JsonMembers.Of(new { title = "t" }).With(name, JsonDocument.Parse(json).RootElement);

        var problem = Rich.Check(settings).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Setting, problem.Code, problem.IsMissing), Is.EqualTo((name, code, code == "setting.missing")));
            Assert.That(problem.Text.English, Does.Contain(Rich.FindField(name)!.Label.English));
            Assert.That(problem.Text.All, Does.ContainKey("ko"));
        }
    }

    [TestCase("count", "null")]
    [TestCase("count", "10")]
    [TestCase("temperature", "0")]
    [TestCase("remark", "null")]
    [TestCase("data", "{\"any\": [1, null]}")]
    [TestCase("pairs", "[{\"name\": \"a\", \"value\": \"b\"}]")]
    [TestCase("file", "{\"name\": \"a.md\", \"text\": \"x\"}")]
    public void Right_setting_has_no_problem(string name, string json)
    {
        Assert.That(Rich.Check(JsonMembers.Of(new { title = "t" }).With(name, JsonDocument.Parse(json).RootElement)), Is.Empty);
    }

    [Test]
    public void Required_setting_that_is_not_shown_may_be_empty()
    {
        var fast = JsonMembers.Of(new { title = "t", how = "fast" });

        Assert.That(Rich.Check(JsonMembers.Of(new { title = "t" })), Is.Empty);
        Assert.That(Rich.Check(fast).Single().Setting, Is.EqualTo("whenFast"));
    }

    private static FlowNode Node(object settings) => new() { Id = new NodeId("a"), Type = "test.rich", Settings = JsonMembers.Of(settings) };

    private static string Describe(PortSpec port) => string.Join(' ', ((string?[])
    [
        port.Direction == PortDirection.Input ? "input" : "output",
        port.Id,
        port.Type.Name,
        port.IsList ? "list" : null,
        port.IsRequired ? "required" : null,
        port.AcceptsLive ? "live" : null,
        port.IsHidden ? "hidden" : null,
        port.IsSetting ? "setting" : null,
    ]).OfType<string>());
}
