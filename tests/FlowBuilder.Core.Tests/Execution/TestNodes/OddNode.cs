using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Does what a node must not do, or does last what nobody expects of one.</summary>
[Node("test.odd", Category = NodeCategories.Tools)]
[Text("en", "Odd")]
public sealed class OddNode(Gate? gate = null) : Node<OddNode.Settings, OddNode.Inputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    [Text("en", "number")]
    public static readonly OutputPort<double> Number = new("number");

    [Text("en", "any")]
    public static readonly OutputPort<object> Any = new("any");

    private static readonly OutputPort<string> Undeclared = new("undeclared");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (settings.Does)
        {
            case "gives nothing":
                break;
            case "gives twice":
                yield return Text.Value("one");
                yield return Text.Value("two");
                break;
            case "gives a piece after the whole":
                yield return Text.Value("one");
                yield return Text.Delta("two");
                break;
            case "gives the whole after a piece":
                yield return Text.Delta("one");
                yield return Text.Value("two");
                break;
            case "gives on an undeclared port":
                yield return Undeclared.Value("x");
                break;
            case "gives null":
                yield return Text.Value(null!);
                break;
            case "gives no output":
                yield return default;
                break;
            case "gives a value of no type":
                yield return Any.Value(1m);
                break;
            case "gives not a number":
                yield return Number.Value(double.NaN);
                break;
            case "gives an infinite vector":
                yield return Any.Value(new Vector(new[] { 1f, float.NegativeInfinity }));
                break;
            case "gives an empty piece":
                yield return Text.Delta("");
                break;
            case "cuts a pair":
                foreach (var piece in (string[])["a\ud83d", "\ude00", "b", "\ud83e", "\uddf5c\ud83d"]) yield return Text.Delta(piece);
                break;
            case "gives pieces for ever":
                while (true) yield return Text.Delta("x");
            case "throws when cancelled":
                using (cancellationToken.Register(() => throw new InvalidOperationException("from the registration")))
                    await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case "blocks when cancelled":
                await using (cancellationToken.Register(() => gate!.PassAsync(CancellationToken.None).GetAwaiter().GetResult()))
                    await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case "fails when cancelled":
                cancellationToken.Register(() => gate!.Open());
                await gate!.PassAsync(CancellationToken.None);
                throw new IOException("The connection was closed.");
            case "never lets go":
                try
                {
                    yield return Text.Value("one");
                    yield return Text.Value("two");
                }
                finally
                {
                    await new TaskCompletionSource().Task;
                }

                break;
            case "speaks after its end":
                await gate!.PassAsync(CancellationToken.None);
                context.OnRetry(1, TimeSpan.Zero, LocalText.Verbatim("late"));
                gate.Open();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settings), settings.Does, "not known");
        }
    }

    public sealed record Settings
    {
        [Text("en", "Does")]
        public string Does { get; init; } = "gives nothing";
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public string? Text { get; init; }
    }
}
