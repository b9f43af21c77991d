using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Nodes.Data.Lists;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Data;

[Parallelizable(ParallelScope.All)]
public sealed class ListNodeTests
{
    private const string Goods = """[{"n":"pen","p":2,"c":"a"},{"n":"desk","p":"150","c":"b"},{"n":"ink","p":10,"c":"a"},{"n":"none","c":"b"}]""";

    [TestCase("""["b","a","C","ä"]""", "en", """["a","ä","b","C"]""")]
    [TestCase("""["10","9",8,"x",null,true]""", "en", """[8,"9","10","x",true,null]""")]
    [TestCase("""["하","가","나"]""", "ko", """["가","나","하"]""")]
    public async Task Items_are_sorted_as_people_expect_it(string list, string language, string expected)
    {
        var result = await NodeHarness.RunAsync<ListNode>(
            new { operation = "sort" }, new Dictionary<string, object> { ["list"] = list }, context: new TestNodeContext { Culture = CultureInfo.GetCultureInfo(language) });

        Assert.That(Plain(result), Is.EqualTo(expected));
    }

    [TestCase(false, "pen,ink,desk,none")]
    [TestCase(true, "desk,ink,pen,none")]
    public async Task Objects_are_sorted_by_a_field_and_those_without_it_come_last(bool descending, string expected) =>
        Assert.That(Names(await RunAsync(Goods, new { operation = "sort", path = "p", descending })), Is.EqualTo(expected));

    [TestCase("""[1,1.0,"1",{"a":1,"b":2},{"b":2,"a":1},[1],[1]]""", "", """[1,"1",{"a":1,"b":2},[1]]""")]
    [TestCase("""[{"c":"a","i":1},{"c":"a","i":2},{"c":"b","i":3}]""", "c", """[{"c":"a","i":1},{"c":"b","i":3}]""")]
    public async Task Of_the_same_items_the_first_stays(string list, string path, string expected) =>
        Assert.That(Plain(await RunAsync(list, new { operation = "deduplicate", path })), Is.EqualTo(expected));

    [Test]
    public async Task A_list_is_shortened_filtered_turned_and_flattened()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Plain(await RunAsync("[1,2,3,4]", new { operation = "limit", count = 2, skip = 1 })), Is.EqualTo("[2,3]"));
            Assert.That(Names(await RunAsync(Goods, new { operation = "filter", condition = "p > 5 && c == 'a'" })), Is.EqualTo("ink"));
            Assert.That(Plain(await RunAsync("[1,2,3]", new { operation = "reverse" })), Is.EqualTo("[3,2,1]"));
            Assert.That(Plain(await RunAsync("[[1,[2]],3]", new { operation = "flatten" })), Is.EqualTo("[1,[2],3]"));
        }
    }

    [TestCase("count", "", "4")]
    [TestCase("count", "p", "3")]
    [TestCase("sum", "p", "162")]
    [TestCase("average", "p", "54")]
    [TestCase("minimum", "p", "2")]
    [TestCase("maximum", "n", "\"pen\"")]
    [TestCase("average", "q", "null")]
    public async Task All_items_are_added_up(string function, string path, string expected) =>
        Assert.That((await RunAsync(Goods, new { operation = "aggregate", function, path })).Json("json").GetRawText(), Is.EqualTo(expected));

    [Test]
    public async Task Decimals_add_up_as_people_count_them() =>
        Assert.That((await RunAsync("[0.1,0.2,1e30]", new { operation = "aggregate", function = "sum" })).Json("json").GetRawText(), Is.EqualTo("0.3"));

    [Test]
    public async Task Groups_are_added_up_one_by_one() => Assert.That(
        (await RunAsync(Goods, new { operation = "aggregate", function = "sum", path = "p", groupBy = "c" })).Json("json").GetRawText(),
        Is.EqualTo("""[{"group":"a","value":12,"count":2},{"group":"b","value":150,"count":2}]"""));

    [TestCase("{\"a\":1}", "list.not-a-list")]
    [TestCase("no list", "json.syntax")]
    public void What_is_no_list_is_a_fault(string value, string code) => Assert.That(
        () => RunAsync(value, new { operation = "sort" }),
        Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo(code));

    [Test]
    public void A_condition_that_cannot_be_read_is_a_problem() =>
        Assert.That(NodeHarness.ProblemsOf<ListNode>(new { operation = "filter", condition = "p >" }).Select(problem => problem.Code), Is.EqualTo(new[] { "list.condition" }));

    [TestCase("Here are some:\n- one\n- two,\n  still two\n* three\n\nThat is all.", """["one","two, still two","three"]""")]
    [TestCase("1. one\n2) two\n(3) three", """["one","two","three"]""")]
    [TestCase("① 하나\n② 둘", """["하나","둘"]""")]
    [TestCase("가. 하나\n나. 둘", """["하나","둘"]""")]
    [TestCase("- [ ] open\n- [x] done", """["open","done"]""")]
    [TestCase("red, green (dark, light), \"a, b\" and blue.", """["red","green (dark, light)","\"a, b\" and blue"]""")]
    [TestCase("red, green, and blue.", """["red","green","blue"]""")]
    [TestCase("사과, 배 그리고 귤", """["사과","배 그리고 귤"]""")]
    [TestCase("one\ntwo\n\nthree", """["one","two","three"]""")]
    [TestCase("```\n- a\n- b\n```", """["a","b"]""")]
    [TestCase("", "[]")]
    public async Task Lists_are_read_as_people_write_them(string text, string expected) =>
        Assert.That(Plain(await ParseAsync(text, new { form = "list" })), Is.EqualTo(expected));

    [TestCase("name,age\nKim,31\n\"Lee, J\",\"4\"\"0\"", """[{"name":"Kim","age":31},{"name":"Lee, J","age":"4\"0"}]""")]
    [TestCase("a;b\r\n1;2\r\n", """[{"a":1,"b":2}]""")]
    [TestCase("a\tb\n007\t1,200.5", """[{"a":"007","b":1200.5}]""")]
    [TestCase("a,b\n\"one\ntwo\",x,y", """[{"a":"one\ntwo","b":"x","column 3":"y"}]""")]
    [TestCase("a,a,\n1,2,3", """[{"a":1,"a 2":2,"column 3":3}]""")]
    public async Task Csv_becomes_objects(string text, string expected) =>
        Assert.That(Plain(await ParseAsync(text, new { form = "csv" })), Is.EqualTo(expected));

    [Test]
    public async Task Csv_without_names_becomes_lists() =>
        Assert.That(Plain(await ParseAsync("1,x\n2,y", new { form = "csv", hasHead = false, readsNumbers = false })), Is.EqualTo("""[["1","x"],["2","y"]]"""));

    [TestCase("Text\n\n| name | **age** |\n|---|:-:|\n| Kim | 31 |\n| a \\| b | |\n\nmore", """[{"name":"Kim","age":31},{"name":"a | b","age":""}]""")]
    [TestCase("a | b\n- | -\n1 | x<br>y", """[{"a":1,"b":"x\ny"}]""")]
    [TestCase("no table", "[]")]
    public async Task A_Markdown_table_becomes_objects(string text, string expected) =>
        Assert.That(Plain(await ParseAsync(text, new { form = "markdown" })), Is.EqualTo(expected));

    [TestCase("| a |\n|---|\n| 1 |", """[{"a":1}]""")]
    [TestCase("a,b\n1,2", """[{"a":1,"b":2}]""")]
    [TestCase("- one, two\n- three, four", """["one, two","three, four"]""")]
    [TestCase("one, two", """["one","two"]""")]
    public async Task The_form_is_seen_by_itself(string text, string expected) => Assert.That(Plain(await ParseAsync(text, null)), Is.EqualTo(expected));

    private static string Names(NodeResult result) => string.Join(',', result.Json("json").EnumerateArray().Select(item => item.GetProperty("n").GetString()));

    private static string Plain(NodeResult result) =>
        System.Text.Json.JsonSerializer.Serialize(result.Json("json"), Core.CoreJson.Options);

    private static Task<NodeResult> RunAsync(string list, object settings) =>
        NodeHarness.RunAsync<ListNode>(settings, new Dictionary<string, object> { ["list"] = list });

    private static Task<NodeResult> ParseAsync(string text, object? settings) =>
        NodeHarness.RunAsync<ParseNode>(settings, new Dictionary<string, object> { ["text"] = text });
}
