using System.Text.Json;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Tests.Json;

[Parallelizable(ParallelScope.All)]
public sealed class JsonQueryTests
{
    private static readonly JsonElement Shop = JsonSerializer.Deserialize<JsonElement>("""
        {"items":[
            {"name":"pen","price":2,"tags":["blue","office"],"stock":true,"maker":{"id":1}},
            {"name":"desk","price":"150","tags":["office"],"stock":false,"maker":{"id":2}},
            {"name":"lamp] x","price":40,"tags":[],"maker":{"id":1}}],
         "id":7}
        """);

    [TestCase("items[?price > 10].name", "[\"desk\",\"lamp] x\"]")]
    [TestCase("$.items[?(@.price > 10 && @.price < 100)].name", "[\"lamp] x\"]")]
    [TestCase("items[?stock].name", "[\"pen\"]")]
    [TestCase("items[?!stock].name", "[\"desk\",\"lamp] x\"]")]
    [TestCase("items[?not stock and price>=150].name", "[\"desk\"]")]
    [TestCase("items[?name == 'pen' || name = \"desk\"].price", "[2,\"150\"]")]
    [TestCase("items[?name == 'lamp] x'].price", "[40]")]
    [TestCase("items[?name != 'pen'].name", "[\"desk\",\"lamp] x\"]")]
    [TestCase("items[?tags contains 'office'].name", "[\"pen\",\"desk\"]")]
    [TestCase("items[?name contains 'ES'].name", "[\"desk\"]")]
    [TestCase("items[?maker.id == 1].name", "[\"pen\",\"lamp] x\"]")]
    [TestCase("items[?tags[0] == 'blue'].name", "[\"pen\"]")]
    [TestCase("items[?(price > 10 or stock) and (maker.id == 1)].name", "[\"pen\",\"lamp] x\"]")]
    [TestCase("items[?stock == false].name", "[\"desk\"]")]
    [TestCase("items[?missing == null].name", "[]")]
    [TestCase("items[0:2].name", "[\"pen\",\"desk\"]")]
    [TestCase("items[-1:].name", "[\"lamp] x\"]")]
    [TestCase("items[::-1].price", "[40,\"150\",2]")]
    [TestCase("items[*].tags[*]", "[\"blue\",\"office\",\"office\"]")]
    [TestCase("$..id", "[7,1,2,1]")]
    [TestCase("items..id", "[1,2,1]")]
    [TestCase("items[?price > 1][0]", "[]")]
    public void A_path_finds(string path, string expected)
    {
        Assert.That(JsonQuery.Parse(path, out var query), Is.Null);

        Assert.That(query.Find(Shop, out _)?.GetRawText(), Is.EqualTo(expected));
    }

    [TestCase("items[?]")]
    [TestCase("items[?price >]")]
    [TestCase("items[?(price > 1]")]
    [TestCase("items[?price > 1 &&]")]
    [TestCase("items[1:x]")]
    [TestCase("items[::0]")]
    [TestCase("items[")]
    [TestCase("items[?'x]")]
    public void A_path_that_cannot_be_read_is_told(string path) =>
        Assert.That(JsonQuery.Parse(path, out _)?.English, Does.Contain("cannot be read at character 6"));
}
