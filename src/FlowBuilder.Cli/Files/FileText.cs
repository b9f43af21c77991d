using FlowBuilder.Cli.Output;

namespace FlowBuilder.Cli.Files;

/// <summary>Reads and writes files, and says in words where that fails.</summary>
internal static class FileText
{
    /// <summary>A file's bytes; null where it could not be read, which has been said then.</summary>
    /// <param name="path">The path.</param>
    /// <param name="standardInput">The path that stands for standard input; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<byte[]?> ReadAsync(string path, string? standardInput, CancellationToken cancellationToken)
    {
        try
        {
            if (path != standardInput) return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            using var copy = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            return copy.ToArray();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            Problems.Say(Words.NoFile(path));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problems.Say(Words.CannotRead(path, failure.Message));
            return null;
        }
    }

    /// <summary>Makes a folder where there is none; false where it could not be made, which has been said then.</summary>
    public static bool MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problems.Say(Words.CannotWrite(path, failure.Message));
            return false;
        }
    }

    /// <summary>Writes a file whole or not at all; false where it could not be written, which has been said then.</summary>
    public static async Task<bool> WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(beside, bytes, cancellationToken).ConfigureAwait(false);
            File.Move(beside, path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            Problems.Say(Words.CannotWrite(path, failure.Message));
            return false;
        }
    }
}
