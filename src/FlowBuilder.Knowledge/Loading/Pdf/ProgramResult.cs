namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>What a program gave.</summary>
/// <param name="ExitCode">Its exit code; 0 is success by custom.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Complaints">The beginning of what it complained of.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Complaints);
