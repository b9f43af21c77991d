using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FlowBuilder.Web.Hosting.Logging;

/// <summary>Writes the log to the console so that nothing a caller sends can pass for an entry of its own, or give the terminal orders.</summary>
/// <remarks>Each entry begins at the margin with its level; what belongs to it is indented. Characters that control a terminal are written
/// as their escapes. What keeps the program from starting is told once, in words, and not by a stack trace before.</remarks>
internal sealed class ConsoleLines() : ConsoleFormatter(FormatName)
{
    /// <summary>Its name in <c>Logging:Console:FormatterName</c>.</summary>
    public const string FormatName = "lines";

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    private const int FailedToStart = 11;

    private const string Indent = "      ";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Category == HostCategory && logEntry.EventId.Id == FailedToStart && StartFailures.Explains(logEntry.Exception)) return;
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message) && logEntry.Exception is null) return;
        textWriter.Write($"{Level(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture)}]{Environment.NewLine}");
        WriteLines(textWriter, message);
        if (logEntry.Exception is { } exception) WriteLines(textWriter, exception.ToString());
    }

    private static void WriteLines(TextWriter writer, string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            writer.Write(Indent);
            writer.WriteLine(Visible(line));
        }
    }

    private static string Visible(ReadOnlySpan<char> line)
    {
        var visible = new StringBuilder(line.Length);
        foreach (var character in line)
        {
            if (character == '\t' || (!char.IsControl(character) && char.GetUnicodeCategory(character) is not UnicodeCategory.Format)) visible.Append(character);
            else visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return visible.ToString();
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
