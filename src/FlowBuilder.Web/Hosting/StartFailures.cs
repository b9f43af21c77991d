using System.ComponentModel.DataAnnotations;
using FlowBuilder.Storage;

namespace FlowBuilder.Web.Hosting;

/// <summary>Tells what kept the program from starting, where a person can mend it, in words rather than by a stack trace.</summary>
internal static class StartFailures
{
    /// <summary>Runs the program.</summary>
    /// <param name="runAsync">Builds and runs it to its end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExplainAsync(Func<Task> runAsync)
    {
        try
        {
            await runAsync().ConfigureAwait(false);
            return 0;
        }
        catch (Exception failure) when (TextOf(failure) is not null)
        {
            await Console.Error.WriteLineAsync(TextOf(failure)).ConfigureAwait(false);
            return 1;
        }
    }

    private static string? TextOf(Exception failure) => failure switch
    {
        StorageException storage => storage.Text.ToString(),

        // Settings: out of range, of the wrong form, a folder that is not there, an address that is taken.
        ValidationException or FormatException or ArgumentException or IOException => failure.Message,
        InvalidOperationException { InnerException: { } cause } => TextOf(cause),
        _ => null,
    };
}
