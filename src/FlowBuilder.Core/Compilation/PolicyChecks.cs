using System.Globalization;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks what a node does when it fails.</summary>
internal static class PolicyChecks
{
    public static void Check(FlowIndex index, int node, string path, DiagnosticList problems)
    {
        var policy = index.Flow.Nodes[node].Policy;
        if (ReferenceEquals(policy, NodePolicy.Default)) return;
        if (policy.Retries is < 0 or > FlowLimits.Retries)
        {
            Add(DiagnosticCodes.PolicyOutOfRange, DiagnosticSeverity.Invalid, "retries", (title, _) =>
                $"{title} asks for {policy.Retries} retries; 0 to {FlowLimits.Retries} are allowed.", (title, _) =>
                $"{title} 노드의 재시도 횟수가 {policy.Retries}입니다. 0~{FlowLimits.Retries} 사이로 정하세요.");
        }

        if (policy.TimeLimitSeconds is { } seconds && !(seconds > 0 && seconds <= FlowLimits.TimeLimitSeconds))
        {
            Add(DiagnosticCodes.PolicyOutOfRange, DiagnosticSeverity.Invalid, "timeLimitSeconds", (title, number) =>
                $"{title} has a time limit of {number(seconds)} seconds; it must be more than 0 and at most {number(FlowLimits.TimeLimitSeconds)}.", (title, number) =>
                $"{title} 노드의 시간 제한이 {number(seconds)}초입니다. 0보다 크고 {number(FlowLimits.TimeLimitSeconds)} 이하인 값으로 정하세요.");
        }

        BudgetChecks.Check(policy.Budget, $"{path}.policy.budget", index.Flow.Nodes[node].Id, problems);
        if (policy.OnError == ErrorPolicy.Fallback && policy.Fallback is null && !index.Flow.Nodes[node].IsBypassed)
        {
            Add(DiagnosticCodes.PolicyNoFallback, DiagnosticSeverity.Incomplete, "fallback", (title, _) =>
                $"{title} should give a fallback value when it fails, but has none. Fill it in.", (title, _) =>
                $"{title} 노드는 실패하면 대체 값을 내보내도록 정했지만 값이 없습니다. 대체 값을 입력하세요.");
        }

        void Add(
            string code,
            DiagnosticSeverity severity,
            string member,
            Func<string, Func<double, string>, string> english,
            Func<string, Func<double, string>, string> korean)
        {
            var title = index.TitleOf(node);
            var text = LocalText.Of(english(title.English, Number), korean(title.For(Languages.Korean), Number));
            problems.Add(new FlowDiagnostic(code, severity, $"{path}.policy.{member}", text) { Node = index.Flow.Nodes[node].Id });
        }
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
