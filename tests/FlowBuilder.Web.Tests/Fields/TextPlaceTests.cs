using System.Text.Json;
using FlowBuilder.Web.Components.Fields;

namespace FlowBuilder.Web.Tests.Fields;

[Parallelizable(ParallelScope.All)]
public sealed class TextPlaceTests
{
    [TestCase("{ x }", 1, 3)]
    [TestCase("{\n  \"a\": 1,\n  b\n}", 3, 3)]
    [TestCase("{ \"한국어\": 값 }", 1, 10)]
    [TestCase("{ \"😀\": ! }", 1, 9)]
    public void A_place_is_counted_in_characters(string text, int line, int column)
    {
        var problem = Assert.Throws(Is.InstanceOf<JsonException>(), () => JsonElement.Parse(text)) as JsonException;

        Assert.That(TextPlace.Of(text, problem!), Is.EqualTo(new TextPlace(line, column)));
    }
}
