using System.Text.Json;
using FlowBuilder.Knowledge.Searching.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Knowledge.Tests.Searching.Filters;

[Parallelizable(ParallelScope.All)]
public sealed class MetadataFilterTests
{
    private static readonly Dictionary<string, string> Handbook = new()
    {
        ["language"] = "ko",
        ["year"] = "2024",
        ["day"] = "2024-03-01",
        ["size"] = "1.50",
        ["kind"] = "PDF",
    };

    [TestCase("""{"field":"language","equals":"ko"}""", true)]
    [TestCase("""{"field":"kind","equals":"pdf"}""", true)]
    [TestCase("""{"field":"size","equals":1.5}""", true)]
    [TestCase("""{"field":"language","equals":"en"}""", false)]
    [TestCase("""{"field":"author","equals":""}""", false)]
    [TestCase("""{"field":"year","oneOf":[2023,2024]}""", true)]
    [TestCase("""{"field":"year","oneOf":[]}""", false)]
    [TestCase("""{"field":"year","from":2024,"to":2024}""", true)]
    [TestCase("""{"field":"year","from":300}""", true)]
    [TestCase("""{"field":"year","to":"2023.9"}""", false)]
    [TestCase("""{"field":"day","from":"2024-02","to":"2024-03-01"}""", true)]
    [TestCase("""{"field":"day","from":"2024-03-02"}""", false)]
    [TestCase("""{"field":"language","from":1}""", false)]
    [TestCase("""{"field":"year","from":"a"}""", false)]
    [TestCase("""{"field":"year","exists":true}""", true)]
    [TestCase("""{"field":"author","exists":false}""", true)]
    [TestCase("""{"field":"author","exists":true}""", false)]
    [TestCase("""{"and":[]}""", true)]
    [TestCase("""{"or":[]}""", false)]
    [TestCase("""{"not":{"field":"language","equals":"en"}}""", true)]
    [TestCase("""{"and":[{"field":"language","equals":"ko"},{"or":[{"field":"year","equals":1999},{"field":"kind","oneOf":["docx","pdf"]}]}]}""", true)]
    public void A_filter_lets_a_document_through_or_not(string json, bool expected)
    {
        Assert.That(MetadataFilter.Parse(json).Matches(Handbook), Is.EqualTo(expected));
    }

    [TestCase("null", "null")]
    [TestCase("[]", "no object")]
    [TestCase("{}", "nothing")]
    [TestCase("""{"field":"year"}""", "field")]
    [TestCase("""{"field":"year","equals":1,"exists":true}""", "equals, exists, field")]
    [TestCase("""{"field":"year","equals":null}""", "A value is")]
    [TestCase("""{"field":"year","equals":[1]}""", "A value is")]
    [TestCase("""{"field":3,"equals":1}""", "name of a field")]
    [TestCase("""{"and":{}}""", "no list")]
    [TestCase("""{"field":"year","exists":"yes"}""", "neither true nor false")]
    [TestCase("""{"equals":1,"equals":2}""", "equals")]
    public void What_is_no_filter_is_refused_with_what_is_wrong(string json, string message)
    {
        Assert.That(() => MetadataFilter.Parse(json), Throws.InstanceOf<JsonException>().With.Message.Contains(message));
    }

    [Test]
    public void A_mistake_deep_within_is_shown_with_its_place()
    {
        Assert.That(
            () => MetadataFilter.Parse("""{"and":[{"field":"a","exists":true},{"not":{"field":"b","oneOf":[{}]}}]}"""),
            Throws.InstanceOf<JsonException>().With.Property(nameof(JsonException.Path)).EqualTo("$.and[1].not.oneOf[0]"));
    }

    [Test]
    public void Filters_nested_without_end_are_refused()
    {
        var json = string.Concat(Enumerable.Repeat("""{"not":""", 5_000)) + "{}" + new string('}', 5_000);

        Assert.That(() => MetadataFilter.Parse(json), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void A_filter_written_and_read_again_is_written_the_same_and_lets_the_same_through() => Prop.ForAll(Filters(3).ToArbitrary(), filter =>
    {
        var read = MetadataFilter.Parse(filter.ToJson());
        return read.ToJson() == filter.ToJson() && read.Matches(Handbook) == filter.Matches(Handbook);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Not_both_is_either_not() => Prop.ForAll(Filters(2).Two().ToArbitrary(), filters =>
        new NotFilter(new AndFilter([filters.Item1, filters.Item2])).Matches(Handbook)
            == new OrFilter([new NotFilter(filters.Item1), new NotFilter(filters.Item2)]).Matches(Handbook)).QuickCheckThrowOnFailure();

    private static Gen<MetadataFilter> Filters(int depth)
    {
        var field = Gen.Elements("language", "year", "day", "size", "author");
        var value = Gen.Elements("ko", "2024", "1.5", "", "한국어 \"q\"", "2024-03");
        var simple = Gen.OneOf(
            field.SelectMany(name => value.Select(wanted => (MetadataFilter)new EqualsFilter(name, wanted))),
            field.SelectMany(name => value.ListOf().Select(wanted => (MetadataFilter)new OneOfFilter(name, [.. wanted]))),
            field.SelectMany(name => value.Two().Select(bounds => (MetadataFilter)new RangeFilter(name, bounds.Item1, bounds.Item2))),
            field.Select(name => (MetadataFilter)new ExistsFilter(name, name.Length % 2 == 0)));
        if (depth == 0) return simple;
        var inner = Filters(depth - 1);
        return Gen.OneOf(
            simple,
            inner.Two().Select(pair => (MetadataFilter)new AndFilter([pair.Item1, pair.Item2])),
            inner.Two().Select(pair => (MetadataFilter)new OrFilter([pair.Item1, pair.Item2])),
            inner.Select(filter => (MetadataFilter)new NotFilter(filter)));
    }
}
