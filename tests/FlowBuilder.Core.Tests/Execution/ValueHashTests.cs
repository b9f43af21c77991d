using System.Text.Json;
using FlowBuilder.Core.Execution.Cache;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
public sealed class ValueHashTests
{
    private static readonly object?[][] Different =
    [
        [null, null],
        ["", null],
        [null, ""],
        ["ab", "c"],
        ["a", "bc"],
        ["1", null],
        [1d, null],
        [true, null],
        ["true", null],
        [JsonSerializer.SerializeToElement(1), null],
        [JsonSerializer.SerializeToElement("1"), null],
        [new List<object> { "a", "b" }, null],
        [new List<object> { "ab" }, null],
        [new FileValue("a", "b", new byte[] { 1 }), null],
        [new FileValue("ab", "", new byte[] { 1 }), null],
        [new Message(MessageRole.User, "x"), null],
        [new Message(MessageRole.System, "x"), null],
        [new MessageList([new Message(MessageRole.User, "x")]), null],
        [new DocumentList([new Document { Text = "x" }]), null],
        [new Vector(new[] { 1f }), null],
    ];

    [Test]
    public void Values_that_differ_have_different_keys()
    {
        var keys = Different.Select(values => ValueHash.KeyOf([1], ["p", "q"], values));

        Assert.That(keys, Is.Unique.And.None.Null);
    }

    [Test]
    public void Values_that_are_alike_have_one_key()
    {
        var (first, second) = (Different.Select(KeyOf).ToList(), Different.Select(KeyOf).ToList());

        Assert.That(second, Is.EqualTo(first));

        static string? KeyOf(object?[] values) => ValueHash.KeyOf([1], ["p", "q"], values);
    }

    [Test]
    public void Seed_and_ports_belong_to_the_key()
    {
        var keys = new[] { ValueHash.KeyOf([1], ["p"], ["x"]), ValueHash.KeyOf([2], ["p"], ["x"]), ValueHash.KeyOf([1], ["q"], ["x"]) };

        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Text_that_reads_like_the_parts_of_another_value_has_a_key_of_its_own()
    {
        Assert.That(
            ValueHash.KeyOf([1], ["p", "1", "number"], ["number", "q", "2"]),
            Is.Not.EqualTo(ValueHash.KeyOf([1], ["p", "q"], [1d, 2d])));
    }

    [Test]
    public void Tool_and_live_text_have_no_key()
    {
        var tool = new ToolValue(AIFunctionFactory.Create(() => 1, "one"), HasSideEffects: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ValueHash.KeyOf([1], ["p"], [tool]), Is.Null);
            Assert.That(ValueHash.KeyOf([1], ["p"], [new List<object> { "a", tool }]), Is.Null);
            Assert.That(ValueHash.KeyOf([1], ["p"], [LiveText.Of("x")]), Is.Null);
        }
    }
}
