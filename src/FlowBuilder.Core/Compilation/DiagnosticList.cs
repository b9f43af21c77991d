using System.Collections.Immutable;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Collects diagnostics; those beyond a thousand are only counted, so that a hostile file cannot fill the memory.</summary>
internal sealed class DiagnosticList
{
    /// <summary>Diagnostics that are listed one by one.</summary>
    public const int Most = 1_000;

    private readonly ImmutableArray<FlowDiagnostic>.Builder _listed = ImmutableArray.CreateBuilder<FlowDiagnostic>();
    private DiagnosticSeverity _worstCounted;
    private int _counted;

    /// <summary>Whether the file is to be refused.</summary>
    public bool HasInvalid { get; private set; }

    public void Add(FlowDiagnostic diagnostic)
    {
        HasInvalid |= diagnostic.Severity == DiagnosticSeverity.Invalid;
        if (_listed.Count < Most)
        {
            _listed.Add(diagnostic);
            return;
        }

        _counted++;
        if (diagnostic.Severity > _worstCounted) _worstCounted = diagnostic.Severity;
    }

    public void Add(string code, DiagnosticSeverity severity, string path, string english, string korean) =>
        Add(new FlowDiagnostic(code, severity, path, LocalText.Of(english, korean)));

    public ImmutableArray<FlowDiagnostic> ToImmutable() => _counted == 0
        ? _listed.ToImmutable()
        : [.. _listed, new FlowDiagnostic(DiagnosticCodes.MoreProblems, _worstCounted, JsonPath.Root, LocalText.Of(
            $"{_counted:N0} more problems are not listed. Mend those above first.",
            $"문제가 {_counted:N0}개 더 있지만 나열하지 않았습니다. 위의 문제부터 고치세요."))];
}
