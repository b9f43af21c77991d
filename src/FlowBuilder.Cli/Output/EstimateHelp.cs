using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of estimates.</summary>
internal static class EstimateHelp
{
    public static readonly LocalText Command = LocalText.Of(
        "Says what a run of a flow is likely to use, and runs nothing.", "플로우를 실행하지 않고, 실행하면 얼마나 쓸지 예상해 알려 줍니다.");

    public static readonly LocalText Total = LocalText.Of("In all", "합계");
}
