using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>Runs a program on a file within limits of time, memory and output.</summary>
/// <remarks>
/// Never through a shell: arguments reach the program as they are. It sees nothing of this program's environment, which may hold
/// keys. Where <c>prlimit</c> is installed (it is on every Debian), its memory is bounded too: a broken file must not take the
/// server's. Two run at a time.
/// </remarks>
internal sealed class ProgramRun(ExternalPrograms programs, FileToLoad file, string folder)
{
    private const string MemoryLimit = "--as=2147483648";
    private const int MostComplaints = 16 * 1024;

    private static readonly SemaphoreSlim Places = new(2);

    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="Core.Faults.NodeException">It cannot be started, ran too long or wrote too much.</exception>
    public async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(file.Budget.Limits.ProgramTime);
            return await RunWithinAsync(program, arguments, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw PdfFault.TookTooLong(file.Name, file.Budget.Limits.ProgramTime);
        }
        finally
        {
            Places.Release();
        }
    }

    private async Task<ProgramResult> RunWithinAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartOf(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw PdfFault.CannotStart(file.Name, program, failure);
        }

        try
        {
            process.StandardInput.Close();
            var complaints = ReadAsync(process.StandardError, MostComplaints, refuse: false, cancellationToken);
            var output = await ReadAsync(process.StandardOutput, file.Budget.Limits.Characters, refuse: true, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);

            // By custom: it was not found, may not be run, or lacks a library.
            if (process.ExitCode is 126 or 127) throw PdfFault.CannotStart(file.Name, program);
            return new ProgramResult(process.ExitCode, output, await complaints.ConfigureAwait(false));
        }
        finally
        {
            End(process);
        }
    }

    private ProcessStartInfo StartOf(string program, IEnumerable<string> arguments)
    {
        var limiter = programs.Find("prlimit");
        var start = new ProcessStartInfo
        {
            FileName = limiter ?? program,
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (limiter is not null)
        {
            start.ArgumentList.Add(MemoryLimit);
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = programs.SearchPath;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return start;
    }

    private async Task<string> ReadAsync(StreamReader reader, long most, bool refuse, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            if (refuse && text.Length + count > most) throw LoadFault.TooMuchText(file.Name, most);
            if (text.Length < most) text.Append(buffer, 0, count);
        }

        return text.ToString();
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself between the question and the answer.
        }
    }
}
