using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Choosing files in a field of the framework, as in the browser's dialog.</summary>
internal static class FilePicking
{
    /// <summary>Chooses files once the field listens: before its script has come, the browser shows the choice but nobody hears of it.</summary>
    public static async Task PickAsync(this ILocator field, params FilePayload[] files)
    {
        // The framework's script leaves this number at the field when it begins to listen.
        await field.Page.WaitForFunctionAsync("field => field._blazorInputFileNextFileId !== undefined", await field.ElementHandleAsync());
        await field.SetInputFilesAsync(files);
    }

    /// <summary>A file of text.</summary>
    public static FilePayload TextFile(string name, string text, string mimeType = "text/plain") =>
        new() { Name = name, MimeType = mimeType, Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
}
