using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Gives a fixed text.</summary>
[Node("test.source", Category = NodeCategories.Inputs)]
[Text("en", "Source")]
public sealed class SourceNode() : ResultNode<SourceNode.Settings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(settings.Value);

    public sealed record Settings
    {
        [Text("en", "Value")]
        public string Value { get; init; } = "x";
    }
}

/// <summary>Adds a letter to a whole text.</summary>
[Node("test.append", Category = NodeCategories.Data, Deterministic = true)]
[Text("en", "Append")]
public sealed class AppendNode(CallCounter? calls = null) : ResultNode<AppendNode.Settings, AppendNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        calls?.Count(context.NodeId.Value);
        return Task.FromResult(inputs.Text + settings.Suffix);
    }

    public sealed record Settings
    {
        [Field(Promotable = true)]
        [Text("en", "Suffix")]
        public string Suffix { get; init; } = "+";
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}

/// <summary>Gives its words one by one, each when the test lets it.</summary>
[Node("test.words", Category = NodeCategories.Models)]
[Text("en", "Words")]
public sealed class WordsNode(Gate? gate = null) : Node<WordsNode.Settings, NoInputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, NoInputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var word in settings.Words.Split(' '))
        {
            if (gate is not null) await gate.PassAsync(cancellationToken);
            if (word == "FAIL") throw new NodeException("test.broken", LocalText.Verbatim("broken"), FaultKind.Provider);
            yield return Text.Delta(word + " ");
        }
    }

    public sealed record Settings
    {
        [Text("en", "Words")]
        public string Words { get; init; } = "one two three";
    }
}

/// <summary>Makes a live text loud, piece by piece.</summary>
[Node("test.upper", Category = NodeCategories.Data)]
[Text("en", "Upper")]
public sealed class UpperNode : Node<NoSettings, UpperNode.Inputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in inputs.Text.ReadAsync(cancellationToken))
            yield return Text.Delta(chunk.ToUpperInvariant());
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required LiveText Text { get; init; }
    }
}

/// <summary>Passes its text on to one of two ports.</summary>
[Node("test.fork", Category = NodeCategories.Logic)]
[Text("en", "Fork")]
public sealed class ForkNode : Node<ForkNode.Settings, ForkNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = new("left");

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = new("right");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return (settings.Left ? Left : Right).Value(inputs.Text);
    }

    public sealed record Settings
    {
        [Text("en", "Left")]
        public bool Left { get; init; } = true;
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}

/// <summary>Joins what comes, in edge order; hands on a single live text as it is.</summary>
[Node("test.join", Category = NodeCategories.Logic)]
[Text("en", "Join")]
public sealed class JoinNode : Node<NoSettings, JoinNode.Inputs>
{
    [Text("en", "value")]
    public static readonly OutputPort<object> Value = new("value");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (inputs.Values is [LiveText live])
        {
            yield return Value.Value(live);
            yield break;
        }

        var parts = new List<string>();
        foreach (var value in inputs.Values)
            parts.Add(value is LiveText text ? await text.WholeAsync(cancellationToken) : $"{value}");
        yield return Value.Value(string.Join(",", parts));
    }

    public sealed record Inputs
    {
        [Port(AcceptsLive = true)]
        [Text("en", "values")]
        public required IReadOnlyList<object> Values { get; init; }
    }
}

/// <summary>Fails in a chosen way, a chosen number of times.</summary>
[Node("test.fail", Category = NodeCategories.Tools)]
[Text("en", "Fail")]
public sealed class FailNode : Node<FailNode.Settings, FailNode.Inputs>
{
    private static readonly ConcurrentDictionary<string, int> Tries = new();

    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (Tries.AddOrUpdate(context.IdempotencyKey, 1, (_, tries) => tries + 1) > settings.Times)
        {
            yield return Text.Value("ok");
            yield break;
        }

        if (settings.Unexpected) throw new InvalidOperationException("secret detail");
        throw new NodeException("test.failed", LocalText.Of("It failed.", "실패했습니다."), FaultKind.Provider, isTransient: true);
    }

    public sealed record Settings
    {
        [Text("en", "Times")]
        public int Times { get; init; } = 1000;

        [Text("en", "Unexpected")]
        public bool Unexpected { get; init; }
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public string? Text { get; init; }
    }
}

/// <summary>Never ends; with <c>deaf</c>, not even when told to.</summary>
[Node("test.hang", Category = NodeCategories.Tools)]
[Text("en", "Hang")]
public sealed class HangNode() : ResultNode<HangNode.Settings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async Task<string> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(settings.Deaf ? CancellationToken.None : cancellationToken);
        return "";
    }

    public sealed record Settings
    {
        [Text("en", "Deaf")]
        public bool Deaf { get; init; }
    }
}

/// <summary>Gives what it takes as a result of the flow.</summary>
[Node("test.result", Category = NodeCategories.Outputs)]
[Text("en", "Result")]
public sealed class ResultTestNode : Node<ResultTestNode.Settings, ResultTestNode.Inputs>, IFlowOutput<ResultTestNode.Settings>
{
    [Port(Hidden = true)]
    [Text("en", "result")]
    public static readonly OutputPort<string> Result = new("value");

    public static FlowResult ResultOf(Settings settings) => new(settings.Name, System.Text.Json.JsonSerializer.SerializeToElement(new { type = "string" }));

    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Result.DeltasAsync(inputs.Value, cancellationToken);

    public sealed record Settings
    {
        [Text("en", "Name")]
        public string Name { get; init; } = "answer";
    }

    public sealed record Inputs
    {
        [Text("en", "value")]
        public required LiveText Value { get; init; }
    }
}

/// <summary>Counts how often nodes were called.</summary>
public sealed class CallCounter
{
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public int this[string node] => _calls.GetValueOrDefault(node);

    public void Count(string node) => _calls.AddOrUpdate(node, 1, (_, count) => count + 1);
}

/// <summary>Lets a node go on, one step for each time the test opens it.</summary>
public sealed class Gate
{
    private readonly SemaphoreSlim _steps = new(0);

    public void Open(int steps = 1) => _steps.Release(steps);

    public Task PassAsync(CancellationToken cancellationToken) => _steps.WaitAsync(cancellationToken);
}
