using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>What is wrong with one member of a body.</summary>
internal static class MemberProblem
{
    /// <summary>A member is wrong, said in words of its own.</summary>
    /// <param name="code">Stable code in dotted kebab-case.</param>
    /// <param name="member">Where it is, below the body: a name, or names joined by dots.</param>
    /// <param name="text">What is wrong and what to do.</param>
    public static FlowDiagnostic Of(string code, string member, LocalText text) => new(code, DiagnosticSeverity.Invalid, $"$.{member}", text);

    /// <summary>A member is not what it must be.</summary>
    /// <param name="code">Stable code in dotted kebab-case.</param>
    /// <param name="member">Where it is, below the body: a name, or names joined by dots.</param>
    /// <param name="english">What it must be, in English.</param>
    /// <param name="korean">What it must be, in Korean.</param>
    public static FlowDiagnostic MustBe(string code, string member, string english, string korean) =>
        Of(code, member, LocalText.Of($"{member} must be: {english}.", $"{member} 값은 다음과 같아야 합니다: {korean}."));
}
