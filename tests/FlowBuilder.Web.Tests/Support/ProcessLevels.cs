using System.Diagnostics;
using System.Globalization;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>What a process holds of the machine at a moment.</summary>
/// <param name="Handles">Open files and connections.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Megabytes">Memory that it really takes.</param>
internal sealed record ProcessLevels(int Handles, int Threads, double Megabytes)
{
    /// <summary>Looks at a process of this machine, which must be one with <c>/proc</c>.</summary>
    public static ProcessLevels Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return new ProcessLevels(Directory.GetFiles($"/proc/{id}/fd").Length, process.Threads.Count, process.WorkingSet64 / 1048576.0);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Handles} handles, {Threads} threads, {Megabytes:0} MB");
}
