using System.Diagnostics;

namespace FlowBuilder.Testing;

/// <summary>Waits for processes that a test has started.</summary>
public static class ProcessEnds
{
    /// <summary>Reads all that a process writes until it has ended.</summary>
    /// <param name="process">The process; its output and its errors are redirected.</param>
    /// <param name="cancellationToken">Ends it, with what it started.</param>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> EndedAsync(this Process process, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output, await error);
    }
}
