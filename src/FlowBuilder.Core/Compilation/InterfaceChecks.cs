using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks what the flow looks like from outside: the names of its inputs and results.</summary>
internal static class InterfaceChecks
{
    public static void Check(FlowIndex index, FlowPlaces places, DiagnosticList problems)
    {
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        var outputs = new HashSet<string>(StringComparer.Ordinal);
        var (hasOutput, hasPlaceholder) = (false, false);
        for (var i = 0; i < index.Count; i++)
        {
            var node = index[i];
            hasPlaceholder |= node.Type is null;
            hasOutput |= node.Type?.IsFlowOutput ?? false;
            if (node.Type?.Binding.Parameter?.Invoke(node.Bound.Settings) is { Name.Length: > 0 } parameter && !inputs.Add(Normal(parameter.Name)))
            {
                Add(i, DiagnosticCodes.FlowDuplicateInput, LocalText.Of(
                    $"Two inputs of the flow are called {Quoted.Text(parameter.Name)}. Rename one of them.",
                    $"플로우 입력 두 개의 이름이 모두 {Quoted.Text(parameter.Name)}입니다. 둘 중 하나의 이름을 바꾸세요."));
            }

            if (node.Type?.Binding.Result?.Invoke(node.Bound.Settings) is { Name.Length: > 0 } result && !outputs.Add(Normal(result.Name)))
            {
                Add(i, DiagnosticCodes.FlowDuplicateOutput, LocalText.Of(
                    $"Two results of the flow are called {Quoted.Text(result.Name)}. Rename one of them.",
                    $"플로우 결과 두 개의 이름이 모두 {Quoted.Text(result.Name)}입니다. 둘 중 하나의 이름을 바꾸세요."));
            }
        }

        if (index.Count > 0 && !hasOutput && !hasPlaceholder)
        {
            problems.Add(
                DiagnosticCodes.FlowNoOutput,
                DiagnosticSeverity.Warning,
                "$.nodes",
                "The flow has no result: add an output node for what it should answer.",
                "플로우에 결과가 없습니다. 돌려줄 값을 위해 출력 노드를 추가하세요.");
        }

        void Add(int node, string code, LocalText text) => problems.Add(
            new FlowDiagnostic(code, DiagnosticSeverity.Incomplete, places.Node(node) + ".settings.name", text)
            {
                Node = index.Flow.Nodes[node].Id,
                Setting = "name",
            });
    }

    // Hangul typed on a Mac may be decomposed; the same name must be one name.
    private static string Normal(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
