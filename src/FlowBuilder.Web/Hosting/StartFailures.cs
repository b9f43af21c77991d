using System.ComponentModel.DataAnnotations;
using FlowBuilder.Storage;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Hosting;

/// <summary>Tells what kept the program from starting, where a person can mend it, in words rather than by a stack trace.</summary>
internal static class StartFailures
{
    /// <summary>A setting is wrong, or something that may pass stands in the way: an address that is taken, another server on the data.</summary>
    public const int CannotStart = 1;

    /// <summary>The data are damaged, of a newer program, or cannot be used: to start again changes nothing, a person must act.</summary>
    public const int DataNeedPerson = 3;

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
            return DataOf(failure) is StorageException.Corrupt or StorageException.Newer or StorageException.Folder ? DataNeedPerson : CannotStart;
        }
    }

    /// <summary>Whether a failure to start is told in words.</summary>
    public static bool Explains(Exception? failure) => failure is not null && TextOf(failure) is not null;

    private static string? DataOf(Exception failure) => failure switch
    {
        StorageException storage => storage.Code,
        InvalidOperationException { InnerException: { } cause } => DataOf(cause),
        _ => null,
    };

    private static string? TextOf(Exception failure) => failure switch
    {
        StorageException storage => storage.Text.ToString(),
        AdministratorMissingException missing => missing.Text.ToString(),

        // Settings: out of range, of the wrong form, a folder that is not there, an address that is taken.
        ValidationException or FormatException or ArgumentException or IOException => failure.Message,
        InvalidOperationException { InnerException: { } cause } => TextOf(cause),
        _ => null,
    };
}
