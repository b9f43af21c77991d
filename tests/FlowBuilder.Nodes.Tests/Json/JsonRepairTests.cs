using System.Text.Json;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Nodes.Tests.Json;

[Parallelizable(ParallelScope.All)]
public sealed class JsonRepairTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [TestCase("{\"a\": 1}", "{\"a\":1}", "")]
    [TestCase("```json\n{\"a\": 1,}\n```", "{\"a\":1}", "Surroundings,Commas")]
    [TestCase("```json\n{\"a\": [1, 2", "{\"a\":[1,2]}", "Surroundings,CutOff")]
    [TestCase("Here it is: {\"a\": 1} Enjoy!", "{\"a\":1}", "Surroundings")]
    [TestCase("As said in [1]: {name: 'Kim', tags: ['x']}", "{\"name\":\"Kim\",\"tags\":[\"x\"]}", "Surroundings,Unquoted,Quotes")]
    [TestCase("{ // name\n \"a\": 1, /* two */ \"b\": 2 # three\n}", "{\"a\":1,\"b\":2}", "Comments")]
    [TestCase("{\"a\": \"http://x.y/z\", \"b\": \"#1\"}", "{\"a\":\"http://x.y/z\",\"b\":\"#1\"}", "")]
    [TestCase("{'a': 'it\\'s', 'b': True, 'c': None, 'd': False}", "{\"a\":\"it's\",\"b\":true,\"c\":null,\"d\":false}", "Quotes,Escapes,Literals")]
    [TestCase("{'name': 'it's fine', 'b': 1}", "{\"name\":\"it's fine\",\"b\":1}", "Quotes")]
    [TestCase("{\"a\": \"she said \"hi\" to me\", \"b\": 1}", "{\"a\":\"she said \\\"hi\\\" to me\",\"b\":1}", "Quotes")]
    [TestCase("{“a”: “b”}", "{\"a\":\"b\"}", "Quotes")]
    [TestCase("{a: 1, b_c: x y, $d: -2.5e3}", "{\"a\":1,\"b_c\":\"x y\",\"$d\":-2500}", "Unquoted")]
    [TestCase("[1 2 3]", "[1,2,3]", "Commas")]
    [TestCase("[1, 2,, 3,]", "[1,2,3]", "Commas")]
    [TestCase("{\"a\": 1 \"b\": 2}", "{\"a\":1,\"b\":2}", "Commas")]
    [TestCase("{\"a\": \"x\" \"b\": 2}", "{\"a\":\"x\",\"b\":2}", "Commas")]
    [TestCase("{\"a\": 1\n \"b\": 2}", "{\"a\":1,\"b\":2}", "Commas")]
    [TestCase("[{\"a\":1} {\"a\":2}]", "[{\"a\":1},{\"a\":2}]", "Commas")]
    [TestCase("{\"a\": .5, \"b\": +1, \"c\": 1_000, \"d\": 5.}", "{\"a\":0.5,\"b\":1,\"c\":1000,\"d\":5}", "Numbers")]
    [TestCase("{\"a\": NaN, \"b\": undefined}", "{\"a\":null,\"b\":null}", "Literals")]
    [TestCase("{\"zip\": 01234}", "{\"zip\":\"01234\"}", "Unquoted")]
    [TestCase("{\"a\": \"one\ntwo\"}", "{\"a\":\"one\\ntwo\"}", "ControlCharacters")]
    [TestCase("{\"a\": \"C:\\dir \\d+\"}", "{\"a\":\"C:\\\\dir \\\\d+\"}", "Escapes")]
    [TestCase("[1, 2, ...]", "[1,2]", "Ellipsis")]
    [TestCase("{\"a\": , \"b\": 1}", "{\"a\":null,\"b\":1}", "Missing")]
    [TestCase("{\"a\": \"one\" + \"two\"}", "{\"a\":\"onetwo\"}", "Quotes")]
    [TestCase("{\"a\": (1, 2)}", "{\"a\":[1,2]}", "Literals")]
    [TestCase("{\"a\": [1, {\"b\": \"cut", "{\"a\":[1,{\"b\":\"cut\"}]}", "CutOff")]
    [TestCase("{\"a\": tru", "{\"a\":true}", "CutOff")]
    [TestCase("{\"a\": 1, \"b", "{\"a\":1}", "CutOff")]
    [TestCase("{\"a\": 1, \"b\":", "{\"a\":1}", "CutOff")]
    [TestCase("data = {'a': 1};", "{\"a\":1}", "Surroundings,Quotes")]
    [TestCase("{\"값\": '한글', 이름: '김'}", "{\"값\":\"한글\",\"이름\":\"김\"}", "Quotes,Unquoted")]
    [TestCase("no json", null, "")]
    [TestCase("a set {like this} of words", null, "")]
    [TestCase("", null, "")]
    public void What_models_get_wrong_is_mended_and_told(string text, string? expected, string repairs)
    {
        if (expected is null)
        {
            Assert.That(() => JsonInText.Mend(text, out _), Throws.InstanceOf<JsonException>());
            return;
        }

        var json = JsonInText.Mend(text, out var mended);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonElement.DeepEquals(json, JsonSerializer.Deserialize<JsonElement>(expected)), Is.True, json.GetRawText());
            Assert.That(mended.Order(), Is.EqualTo(repairs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<JsonRepairKind>).Order()));
        }
    }

    [Test]
    public void An_answer_that_is_cut_off_anywhere_gives_the_beginning_of_what_it_was()
    {
        const string whole = "{\"name\":\"Kim\",\"tags\":[\"a\",\"b\"],\"age\":31,\"address\":{\"city\":\"Seoul\",\"ok\":true},\"note\":\"line \\\"one\\\"\\n\"}";
        for (var length = 1; length < whole.Length; length++)
        {
            var json = JsonInText.Mend(whole[..length], out var repairs);

            Assert.That(json.ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That(repairs, Has.Member(JsonRepairKind.CutOff), whole[..length]);
            if (length > 15) Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("Kim"));
        }
    }

    [Test]
    public void What_is_JSON_already_is_never_changed()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var json = Value(random, 0);
            var text = json is null ? "null" : i % 2 == 0 ? JsonSerializer.Serialize(json, Indented) : JsonSerializer.Serialize(json);
            if (text[0] is not ('{' or '[')) continue;

            var read = JsonRepair.Read(text, 0, out var end, out var repairs);

            Assert.That(JsonElement.DeepEquals(read!.Value, JsonSerializer.Deserialize<JsonElement>(text)), Is.True, text);
            Assert.That((end, repairs.Count), Is.EqualTo((text.Length, 0)), text);
        }
    }

    [TestCase("[")]
    [TestCase("{\"a\":")]
    [TestCase("{a:[")]
    [TestCase("'")]
    [TestCase("{\"a\":\"")]
    [TestCase("[1,{")]
    [TestCase("//")]
    [TestCase("\\")]
    [CancelAfter(20_000)]
    [Hazard("SEC-78", "BAD-41")]
    public void Hostile_text_ends_in_a_value_or_a_fault_in_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 40_000 / piece.Length));

        Assert.That(() => { try { JsonInText.Mend(text, out _); } catch (JsonException) { } }, Throws.Nothing);
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 3 ? 5 : 7) switch
    {
        0 => random.Next(-1000, 1000),
        1 => random.NextDouble(),
        2 => random.Next(2) == 0,
        3 => null,
        4 => new[] { "it's", "a \"quote\"", "line\nbreak", "", "한글", "//no", "#no", "a,b", "x: y", "{z}", "…" }[random.Next(11)],
        5 => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(4)).ToDictionary(i => $"key {i}", _ => Value(random, depth + 1)),
    };
}
