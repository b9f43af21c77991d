using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Estimating;

/// <summary>Says in a sentence where an estimate comes from.</summary>
internal static class EstimateWords
{
    public static LocalText OfRuns(int runs) => runs == 1
        ? LocalText.Of("From the last run of this node.", "이 노드의 지난 실행을 바탕으로 했습니다.")
        : LocalText.Of($"From the last {runs} runs of this node.", $"이 노드의 최근 실행 {runs}번을 바탕으로 했습니다.");

    public static LocalText OfTexts(long calls) => calls <= 1
        ? LocalText.Of("From the length of the texts; no run with these settings yet.", "텍스트 길이를 바탕으로 했습니다. 이 설정으로 실행한 적이 아직 없습니다.")
        : LocalText.Of(
            $"From the length of the texts, for 1 to {calls} calls of the model; no run with these settings yet.",
            $"텍스트 길이를 바탕으로 모델을 1~{calls}번 부를 때를 계산했습니다. 이 설정으로 실행한 적이 아직 없습니다.");

    public static LocalText OfRepeated(long fewest, long most) => most <= 1
        ? OfTexts(1)
        : LocalText.Of(
            $"From the length of the texts, for {Times(fewest, most)} runs of its flow; no run with these settings yet.",
            $"텍스트 길이를 바탕으로 그 플로우를 {(fewest == most ? $"{most}" : $"{fewest}~{most}")}번 실행할 때를 계산했습니다. 이 설정으로 실행한 적이 아직 없습니다.");

    public static LocalText OfFlow(IReadOnlyCollection<NodeEstimate> nodes)
    {
        if (nodes.Count == 0) return LocalText.Of("No node of the flow asks a model.", "모델에 묻는 노드가 없습니다.");
        if (nodes.All(node => node.Basis == EstimateBasis.Runs))
        {
            var runs = nodes.Min(node => node.Runs);
            return runs == 1
                ? LocalText.Of("From the last run of this flow.", "이 플로우의 지난 실행을 바탕으로 했습니다.")
                : LocalText.Of($"From the last {runs} runs of this flow.", $"이 플로우의 최근 실행 {runs}번을 바탕으로 했습니다.");
        }

        return nodes.Any(node => node.Basis == EstimateBasis.Runs)
            ? LocalText.Of(
                "Partly from earlier runs, partly from the length of the texts.", "일부는 이전 실행을, 일부는 텍스트 길이를 바탕으로 했습니다.")
            : LocalText.Of(
                "From the length of the texts; no run with these settings yet.", "텍스트 길이를 바탕으로 했습니다. 이 설정으로 실행한 적이 아직 없습니다.");
    }

    private static string Times(long fewest, long most) => fewest == most ? $"{most}" : $"{fewest} to {most}";
}
