using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Flows.Support;

/// <summary>Looks at its two settings together.</summary>
[Node("data.checked", Category = NodeCategories.Data)]
[Text("en", "Checked")]
public sealed class CheckedNode : DeclaredNode<CheckedNode.Settings, NoInputs>, ICheckedSettings<CheckedNode.Settings>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Least > settings.Most)
            yield return new SettingProblem("setting.out-of-range", "range", LocalText.Of("The range is empty.", "범위가 비어 있습니다."));
    }

    public sealed record Settings
    {
        [Text("en", "Least")]
        public int Least { get; init; }

        [Text("en", "Most")]
        public int Most { get; init; } = 10;
    }
}
