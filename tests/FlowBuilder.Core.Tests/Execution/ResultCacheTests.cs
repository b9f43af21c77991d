using System.Text.Json;
using FlowBuilder.Core.Execution.Cache;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
public sealed class ResultCacheTests
{
    [Test]
    public void What_was_kept_is_found_for_its_flow_and_key_only()
    {
        var cache = new ResultCache(10_000, 4);
        var result = Result("x");
        cache.Keep("f", "k", result);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cache.Find("f", "k"), Is.SameAs(result));
            Assert.That(cache.Find("f", "other"), Is.Null);
            Assert.That(cache.Find("other", "k"), Is.Null);
        }
    }

    [Test]
    public void Result_used_longest_ago_goes_first_when_a_flow_is_full()
    {
        var cache = new ResultCache(3 * 2_300, 4);
        foreach (var key in (string[])["a", "b", "c"]) cache.Keep("f", key, Result(new string('x', 1_000)));
        cache.Find("f", "a");

        cache.Keep("f", "d", Result(new string('x', 1_000)));

        Assert.That(((string[])["a", "b", "c", "d"]).Where(key => cache.Find("f", key) is not null), Is.EqualTo(new[] { "a", "c", "d" }));
    }

    [Test]
    public void Flow_used_longest_ago_goes_first_when_there_are_too_many()
    {
        var cache = new ResultCache(10_000, 2);
        cache.Keep("one", "k", Result("x"));
        cache.Keep("two", "k", Result("x"));
        cache.Find("one", "k");

        cache.Keep("three", "k", Result("x"));

        Assert.That(((string[])["one", "two", "three"]).Where(flow => cache.Find(flow, "k") is not null), Is.EqualTo(new[] { "one", "three" }));
    }

    private static IEnumerable<object> Large =>
    [
        new string('x', 6_000),
        new FileValue("f", "", new byte[12_000]),
        new ImageValue("image/png", new byte[12_000]),
        new Vector(new float[3_000]),
        new DocumentList([new Document { Text = new string('x', 6_000) }]),
        new MessageList([new Message(MessageRole.User, new string('x', 6_000))]),
        JsonSerializer.SerializeToElement(new string('x', 6_000)),
    ];

    [TestCaseSource(nameof(Large))]
    public void Result_over_the_limit_of_a_flow_is_not_kept(object value)
    {
        var cache = new ResultCache(10_000, 4);

        cache.Keep("f", "large", Result(value));

        Assert.That(cache.Find("f", "large"), Is.Null);
    }

    [TestCase(0, 4)]
    [TestCase(10_000, 0)]
    public void Limit_of_nothing_keeps_nothing(long bytes, int flows)
    {
        var cache = new ResultCache(bytes, flows);
        cache.Keep("f", "k", Result("x"));

        Assert.That(cache.Find("f", "k"), Is.Null);
    }

    [Test]
    public void Same_key_kept_again_counts_once()
    {
        var cache = new ResultCache(2 * 2_300, 4);
        cache.Keep("f", "a", Result(new string('x', 1_000)));
        for (var i = 0; i < 10; i++) cache.Keep("f", "b", Result(new string('x', 1_000)));

        Assert.That(cache.Find("f", "a"), Is.Not.Null);
    }

    private static CachedResult Result(object value) => new([new("out", value)]);
}
