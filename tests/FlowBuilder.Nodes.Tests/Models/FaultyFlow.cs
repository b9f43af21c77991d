using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Flows;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Nodes.Tests.Models;

/// <summary>A flow of models that ask each other, and what the provider does to each of their calls, one after the other.</summary>
internal sealed record FaultyFlow(IReadOnlyList<FaultyFlow.Model> Models)
{
    private const int MostModels = 6;

    /// <summary>What a provider may do, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<FakeReply>> Faults = new Dictionary<string, Func<FakeReply>>
    {
        ["429"] = () => FakeReply.Fail(429, "Slow down.").Header("Retry-After", "0"),
        ["429 for an hour"] = () => FakeReply.Fail(429, "Slow down.").Header("Retry-After", "3600"),
        ["500"] = () => FakeReply.Fail(500),
        ["529"] = () => FakeReply.Fail(529, "Overloaded."),
        ["401"] = () => FakeReply.Fail(401, "Incorrect API key provided: sk-canary."),
        ["page"] = () => FakeReply.Whole("<html>Bad gateway</html>", "text/html"),
        ["error in 200"] = () => FakeReply.Whole("""{"error":{"message":"No.","type":"server_error"}}""", "application/json"),
        ["garbage"] = () => FakeReply.Of("Half").Raw("data: {not json\n\n"),
        ["error in stream"] = () => FakeReply.Of("Half").Error("Gone.", "server_error"),
        ["cut"] = () => FakeReply.Of("Half of ", "it").Cut(),
        ["cut at once"] = () => new FakeReply().Cut(),
        ["no end"] = () => FakeReply.Of("Half of it").EndEarly(),
        ["silence"] = () => FakeReply.Of("Half").Silence(),
        ["silence at once"] = () => new FakeReply().Silence(),
        ["nothing"] = () => new FakeReply(),
    };

    /// <summary>Any of them, smaller ones to search in when one breaks a rule.</summary>
    public static Arbitrary<FaultyFlow> Any { get; } = Arb.From(
        Gen.Choose(1, MostModels).SelectMany(count => Gen.CollectToList(Enumerable.Range(0, count), AnyModel)).Select(models => new FaultyFlow([.. models])),
        flow => flow.Models.Count < 2 ? [] : [new FaultyFlow([.. flow.Models.SkipLast(1)])]);

    /// <summary>The flow, its results being those of every model.</summary>
    public Flow Draw()
    {
        var lines = new List<string> { """in: input.text {"name": "q", "default": "hi"}""" };
        foreach (var (model, index) in Models.Select((model, index) => (model, index)))
        {
            lines.Add($$"""m{{index}}: model.chat {"connection": "main", "model": "m{{index}}"}""");
            lines.Add($$"""o{{index}}: output.text {"name": "o{{index}}"}""");
            lines.Add(model.Asks is { } asked ? $"m{asked}.text -> m{index}.prompt" : $"in.text -> m{index}.prompt");
            lines.Add($"m{index}.text -> o{index}.value");
        }

        var flow = FlowText.Parse(string.Join('\n', lines));
        return flow with { Nodes = [.. flow.Nodes.Select(node => node.Id.Value![0] == 'm' ? node with { Policy = PolicyOf(Models[int.Parse(node.Id.Value[1..], System.Globalization.CultureInfo.InvariantCulture)]) } : node)] };
    }

    private static NodePolicy PolicyOf(Model model) => new()
    {
        Retries = model.Retries,
        OnError = model.OnError,
        Fallback = model.OnError == ErrorPolicy.Fallback ? JsonSerializer.SerializeToElement("plan B") : null,
    };

    private static Gen<Model> AnyModel(int index) =>
        from asks in Gen.Choose(-1, index - 1)
        from retries in Gen.Choose(0, 2)
        from onError in Gen.Elements(ErrorPolicy.Stop, ErrorPolicy.Fallback, ErrorPolicy.Port)
        from count in Gen.Choose(0, 2)
        from faults in Gen.Elements(Faults.Keys.ToArray()).ListOf(count)
        select new Model(asks < 0 ? null : asks, retries, onError, [.. faults]);

    /// <summary>One model of it.</summary>
    /// <param name="Asks">The model whose answer it is asked with; null for the flow's own question.</param>
    /// <param name="Retries">Tries after the first.</param>
    /// <param name="OnError">What its failure leads to.</param>
    /// <param name="Faults">What the provider does to its first calls; the next go well.</param>
    public sealed record Model(int? Asks, int Retries, ErrorPolicy OnError, IReadOnlyList<string> Faults)
    {
        public override string ToString() => $"asks {Asks?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "the flow"}, {Retries} retries, {OnError}: {string.Join(", ", Faults)}";
    }

    public override string ToString() => string.Join('\n', Models.Select((model, index) => $"m{index}: {model}"));
}
