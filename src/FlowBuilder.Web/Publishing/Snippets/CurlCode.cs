namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Calls an endpoint with curl.</summary>
internal static class CurlCode
{
    /// <summary>The call.</summary>
    /// <param name="source">What it has to say.</param>
    /// <param name="isStream">Whether the results are wanted as they come.</param>
    public static string Of(SnippetSource source, bool isStream)
    {
        var address = isStream ? $"{source.CallAddress}?events=output" : source.CallAddress;
        var lines = new List<string> { $"curl {(isStream ? "-N " : "")}-X POST {CodeWriter.ShellQuote(address)}" };
        if (!source.IsPublic) lines.Add($"-H \"Authorization: Bearer ${EndpointSnippets.KeyVariable}\"");
        if (isStream) lines.Add("-H 'Accept: text/event-stream'");
        if (source.HasFiles)
        {
            lines.AddRange(source.Inputs.Select(input => input.FileName is { } file
                ? $"-F {CodeWriter.ShellQuote($"{input.Name}=@{file}")}"
                : $"--form-string {CodeWriter.ShellQuote($"{input.Name}={EndpointSnippets.FieldOf(input)}")}"));
        }
        else
        {
            lines.Add("-H 'Content-Type: application/json'");
            lines.Add($"-d {CodeWriter.ShellQuote(EndpointSnippets.BodyOf(source))}");
        }

        return string.Join(" \\\n  ", lines) + "\n";
    }
}
