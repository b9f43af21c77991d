using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;
using FlowBuilder.Testing.Hazards;
using HandlebarsDotNet;

namespace FlowBuilder.Nodes.Tests.Templates;

[Parallelizable(ParallelScope.All)]
public sealed class TemplateTests
{
    private static readonly Dictionary<string, object> Values = new()
    {
        ["question"] = "a <b> & \"q\"",
        ["질문"] = "보증 기간은?",
        ["my-var"] = "dash",
        ["empty"] = "",
        ["people"] = Json("""[{"name":"Kim","langs":["ko","en"]},{"name":"Lee","langs":[]}]"""),
        ["words"] = Json("""["x","y","z"]"""),
        ["customer"] = Json("""{"name":"Choi","address":{"city":"Seoul"},"tags":["new","vip"]}"""),
        ["none"] = Json("[]"),
    };

    private static readonly IHandlebars Judge = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    [TestCase("plain text { with } braces")]
    [TestCase("{{question}} and {{{question}}}")]
    [TestCase("{{ 질문 }} {{my-var}}")]
    [TestCase("{{missing}}|{{customer.nothing.at.all}}|")]
    [TestCase("{{customer.name}} {{customer.address.city}} {{customer.tags.0}} {{customer.tags.[1]}}")]
    [TestCase("{{#each people}}{{@index}}:{{name}}{{#unless @last}}, {{/unless}}{{/each}}")]
    [TestCase("{{#each words}}\n- {{this}}\n{{/each}}\nend")]
    [TestCase("{{#each words}}\r\n- {{this}}\r\n{{/each}}\r\nend")]
    [TestCase("start\n  {{#if question}}\n  yes\n  {{else}}\n  no\n  {{/if}}\nend")]
    [TestCase("{{#if empty}}y{{else}}n{{/if}}{{#if none}}y{{else}}n{{/if}}{{#if missing}}y{{else}}n{{/if}}{{#if words}}y{{else}}n{{/if}}")]
    [TestCase("{{#if empty}}a{{else if none}}b{{else if question}}c{{else}}d{{/if}}")]
    [TestCase("{{#unless empty}}u{{else}}v{{/unless}}")]
    [TestCase("{{#each people}}{{../질문}} {{name}}{{#each langs}} {{this}}-{{../name}}{{else}} (none){{/each}};{{/each}}")]
    [TestCase("{{#each none}}x{{else}}nothing{{/each}}")]
    [TestCase("{{#each people as |person number|}}{{number}}={{person.name}} {{/each}}")]
    [TestCase("{{#with customer}}{{name}} in {{address.city}}, {{../question}}{{/with}}")]
    [TestCase("{{#each words}}{{#if @first}}[{{/if}}{{.}}{{#if @last}}]{{/if}}{{/each}}")]
    [TestCase("{{#each customer.tags}}{{@key}}{{@root.질문}}{{/each}}")]
    [TestCase("a {{~ question ~}} b \n {{~#if question~}} x {{~/if~}} c")]
    [TestCase("{{!-- a comment with {{braces}} --}}z{{! short }}\n{{! alone }}\nend")]
    [TestCase("\\{{question}} stays")]
    [TestCase("{\"a\": {\"b\": \"{{question}}\"}}")]
    [TestCase("{{#each words}}{{this}}{{/each}}{{#each words}}{{this}}{{/each}}")]
    [TestCase("{{#if question}}{{#if words}}{{#if people}}deep{{/if}}{{/if}}{{/if}}")]
    [TestCase("line\n\n{{#if question}}\n\nkept blank lines\n\n{{/if}}\n\nend\n")]
    public void Render_gives_what_Handlebars_gives(string source)
    {
        var plain = Values.ToDictionary(pair => pair.Key, pair => pair.Value is JsonElement json ? PlainOf(json) : pair.Value);

        Assert.That(Rendered(source), Is.EqualTo(Judge.Compile(source)(plain)));
    }

    [Test]
    [Hazard("SEC-9")]
    public void A_value_that_looks_like_a_template_is_never_read_as_one()
    {
        var values = new Dictionary<string, object> { ["question"] = "{{7*7}} {{secrets.X}} {{question}} {{#each", ["secrets"] = "s" };

        Assert.That(Rendered("Q: {{question}}", values), Is.EqualTo("Q: {{7*7}} {{secrets.X}} {{question}} {{#each"));
    }

    [TestCase("constructor")]
    [TestCase("__proto__")]
    [TestCase("$type")]
    [TestCase("toString")]
    [TestCase("Count")]
    [TestCase("Length")]
    [Hazard("BAD-14")]
    public void Names_that_mean_something_elsewhere_are_plain_names_here(string name)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Rendered($"[{{{{{name}}}}}{{{{question.{name}}}}}{{{{customer.{name}}}}}{{{{words.{name}}}}}]"), Is.EqualTo("[]"));
            Assert.That(Rendered($"{{{{{name}}}}}", new Dictionary<string, object> { [name] = "v" }), Is.EqualTo("v"));
        });
    }

    [TestCase("a {{", 1, 3, "not closed")]
    [TestCase("one\ntwo {{x", 2, 5, "not closed")]
    [TestCase("{{#each items}}\n{{name}}", 1, 1, "{{/each}}")]
    [TestCase("{{#if a}}\n  {{/each}}", 2, 3, "{{/if}}")]
    [TestCase("x\n{{/if}}", 2, 1, "not opened")]
    [TestCase("{{else}}", 1, 1, "outside a block")]
    [TestCase("{{#if a}}{{else}}{{else}}{{/if}}", 1, 18, "twice")]
    [TestCase("{{}}", 1, 1, "empty")]
    [TestCase("{{foo bar}}", 1, 1, "no functions")]
    [TestCase("{{> partial}}", 1, 1, "take in another")]
    [TestCase("{{#loop items}}{{/loop}}", 1, 1, "#each")]
    [TestCase("{{#each}}{{/each}}", 1, 1, "one variable")]
    [TestCase("{{#each a b}}{{/each}}", 1, 1, "one variable")]
    [TestCase("{{@secret}}", 1, 1, "@index")]
    [TestCase("{{this}}", 1, 1, "inside {{#each}}")]
    [TestCase("{{\"a\": 1}}", 1, 1, "\\{{")]
    [TestCase("{{{{raw}}}}", 1, 1, "Four braces")]
    [TestCase("{{!-- never closed }}", 1, 1, "not closed")]
    public void A_template_that_cannot_be_read_says_where_and_why(string source, int line, int column, string reason)
    {
        var problem = Template.Parse(source).Problem;

        Assert.That(problem, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That((problem!.Line, problem.Column), Is.EqualTo((line, column)));
            Assert.That(problem.Text.English, Does.StartWith($"Line {line}, column {column}: ").And.Contain(reason));
            Assert.That(problem.Text.All, Does.ContainKey("ko"));
        });
    }

    [TestCase("Say {{text}} and {{", "text")]
    [TestCase("Say {{te {{text}} and {{language}}", "text", "language")]
    [TestCase("{{#each items}}{{name}} {{../unit}}", "items", "unit")]
    [TestCase("{{a}}{{/if}}{{b}}", "a", "b")]
    [TestCase("{{#foo x}}{{a}}", "a")]
    [TestCase("{{a}} {{!-- {{b}}", "a", "b")]
    [TestCase("{{{{{{{{")]
    public void A_template_that_is_being_typed_keeps_the_variables_that_can_be_read(string source, params string[] expected)
    {
        var template = Template.Parse(source);

        Assert.Multiple(() =>
        {
            Assert.That(template.Problem, Is.Not.Null);
            Assert.That(template.Variables.Select(variable => variable.Name), Is.EqualTo(expected));
        });
    }

    [Test]
    public void Variables_are_what_comes_from_outside_and_how_it_is_used()
    {
        var variables = Template.Parse("""
            {{intro}}{{#each passages}}{{text}} {{../unit}}{{#if @last}}{{@root.end}}{{/if}}{{/each}}
            {{#if context}}{{context}}{{/if}}{{#if flag}}!{{/if}}{{customer.name}}{{#each list as |x|}}{{x.y}}{{/each}}{{intro}}
            """).Variables;

        Assert.That(variables.Select(variable => (variable.Name, variable.Use)), Is.EqualTo(new[]
        {
            ("intro", TemplateUse.Plain),
            ("passages", TemplateUse.Structure),
            ("unit", TemplateUse.Plain),
            ("end", TemplateUse.Plain),
            ("context", TemplateUse.Plain | TemplateUse.Condition),
            ("flag", TemplateUse.Condition),
            ("customer", TemplateUse.Structure),
            ("list", TemplateUse.Structure),
        }));
    }

    [Test]
    public void Documents_are_text_with_numbers_and_a_list_at_once()
    {
        var values = new Dictionary<string, object>
        {
            ["passages"] = new DocumentList(
            [
                new Document { Text = "Two years.", Source = "warranty.md", Score = 0.5, Metadata = Document("page", "3") },
                new Document { Text = "Call us.", Title = "Help" },
            ]),
        };

        Assert.Multiple(() =>
        {
            Assert.That(Rendered("{{passages}}", values), Is.EqualTo("[1] Two years.\n\n[2] Call us."));
            Assert.That(Rendered("{{passages}}", values, numbers: false), Is.EqualTo("Two years.\n\nCall us."));
            Assert.That(
                Rendered("{{#each passages}}{{@index}} {{text}} ({{source}}{{title}} {{score}} p{{page}}){{/each}}", values),
                Is.EqualTo("0 Two years. (warranty.md 0.5 p3)1 Call us. (Help  p)"));
            Assert.That(Rendered("{{passages.length}} {{passages.1.text}}", values), Is.EqualTo("2 Call us."));
        });
    }

    [Test]
    public void Json_that_came_as_text_is_opened_where_the_template_looks_into_it()
    {
        var values = new Dictionary<string, object> { ["order"] = """{"items":[{"n":1},{"n":2.50}],"paid":true}""" };

        Assert.Multiple(() =>
        {
            Assert.That(Rendered("{{#each order.items}}{{n}} {{/each}}{{order.paid}}", values), Is.EqualTo("1 2.50 true"));
            Assert.That(Rendered("{{order}}", values), Is.EqualTo(values["order"]));
            Assert.That(Rendered("{{#each word}}<{{this}}>{{/each}}", new Dictionary<string, object> { ["word"] = "one" }), Is.EqualTo("<one>"));
        });
    }

    [Test]
    [Hazard("SEC-78")]
    public void A_loop_bomb_ends_with_a_fault_that_says_so()
    {
        var items = Json($"[{string.Join(',', Enumerable.Range(0, 1000))}]");
        const string bomb = "{{#each a}}{{#each @root.a}}{{#each @root.a}}{{#each @root.a}}{{/each}}{{/each}}{{/each}}{{/each}}";

        Assert.That(
            () => Rendered(bomb, new Dictionary<string, object> { ["a"] = items }),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("template.too-large"));
    }

    [Test]
    public void A_template_that_writes_too_much_ends_with_a_fault()
    {
        var values = new Dictionary<string, object> { ["a"] = Json($"[{string.Join(',', Enumerable.Range(0, 100))}]"), ["big"] = new string('x', 1024 * 1024) };

        Assert.That(() => Rendered("{{#each a}}{{@root.big}}{{/each}}", values), Throws.TypeOf<NodeException>());
    }

    [Test]
    [Hazard("SEC-78")]
    public void Nesting_without_end_is_refused_and_not_a_stack_overflow()
    {
        var source = string.Concat(Enumerable.Repeat("{{#if a}}", 100_000));

        Assert.That(Template.Parse(source).Problem!.Reason.English, Does.Contain("deep"));
    }

    [Test]
    public void Parse_never_throws_whatever_the_text()
    {
        const string alphabet = "{}#/~!^&.@[]| aelsif\\\"\n가";
        var random = new Random(20);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(3) == 0 ? "{{" : alphabet[random.Next(alphabet.Length)].ToString()));
            Assert.That(() => Rendered(text, [], mayFail: true), Throws.Nothing, text);
        }
    }

    private static string Rendered(string source) => Rendered(source, Values);

    private static string Rendered(string source, Dictionary<string, object> values, bool numbers = true, bool mayFail = false)
    {
        var template = Template.Parse(source);
        if (!mayFail) Assert.That(template.Problem?.Text.English, Is.Null);
        if (template.Problem is not null) return "";
        return string.Concat(TemplateText.Pieces(template, values, numbers));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Document(string name, string value) =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private static object PlainOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(PlainOf).ToList(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(member => member.Name, member => PlainOf(member.Value)),
        JsonValueKind.String => json.GetString()!,
        _ => json.GetRawText(),
    };
}
