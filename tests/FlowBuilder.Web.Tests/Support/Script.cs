using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Runs code that people are shown, with the program it is written for.</summary>
internal static class Script
{
    /// <summary>The exit code by which a script says that something it needs is not on this machine.</summary>
    public const int Unable = 77;

    /// <summary>What code prints that is given to a program's standard input; the test is ignored where the program is not there.</summary>
    public static async Task<string> RunAsync(string program, string code, string arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(code);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode == Unable) Assert.Ignore($"Something that the script needs is not on this machine. {await errors}");
        Assert.That(process.ExitCode, Is.Zero, $"{await errors}\n{code}");
        return await output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"There is no {start.FileName} on this machine.");
            throw;
        }
    }
}
