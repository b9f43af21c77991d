using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>Tells people what is wrong, on standard error and in their language.</summary>
internal static class Problems
{
    /// <summary>Prints a line.</summary>
    public static void Say(LocalText text) => Console.Error.WriteLine(text);

    /// <summary>Prints each problem on a line, after the manner of compilers: file, place, code, message.</summary>
    public static void Say(string file, IEnumerable<FlowDiagnostic> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine($"{file}: {problem.Path}: {NameOf(problem.Severity)} {problem.Code}: {problem.Text}");
    }

    /// <summary>Prints what a run failed of.</summary>
    public static void Say(NodeFault fault, string? node) =>
        Console.Error.WriteLine(node is null ? $"error {fault.Code}: {fault.Text}" : $"{node}: error {fault.Code}: {fault.Text}");

    private static string NameOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Invalid => "error",
        DiagnosticSeverity.Incomplete => "incomplete",
        _ => "warning",
    };
}
