using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>A call in Flowise's protocol as a form with files (multipart/form-data).</summary>
/// <remarks>
/// As at Flowise, the files are those of the question, and a field that is no member of a call in JSON is one of
/// <c>overrideConfig</c>: it takes them both from a form.
/// </remarks>
internal static class FlowiseForm
{
    // Members that are texts are never read as JSON: a question may be "12", and a session "null".
    private static readonly ImmutableHashSet<string> Texts = ["question", "chatId", "sessionId", "stopNodeId"];

    private static readonly ImmutableHashSet<string> Members = ["form", "streaming", "history", "uploads", "humanInput"];

    // What newer clients say besides, which means nothing here.
    private static readonly ImmutableHashSet<string> PassedOver = ["chatflowId", "chatflowid", "leadEmail", "action", "webhook", "fileUploads"];

    /// <summary>Reads a form as a call, with the files that come with it.</summary>
    /// <exception cref="ApiException">It is malformed, or too large.</exception>
    public static async ValueTask<(FlowiseRequest Body, IReadOnlyList<SentFile> Files)> ReadAsync(
        HttpRequest request, HostSettings settings, CancellationToken cancellationToken)
    {
        var form = await CallForm.ReadFieldsAsync(request, settings, cancellationToken);
        var (body, overrides) = (new JsonObject(), new JsonObject());
        foreach (var (name, values) in form)
        {
            var text = values.ToString();

            // Browsers send the lines of a form's field with CR LF, whatever was written.
            if (Texts.Contains(name)) body[name] = text.ReplaceLineEndings("\n");
            else if (Members.Contains(name)) body[name] = ValueOf(text);
            else if (name == "overrideConfig" && ValueOf(text) is JsonObject given) Merge(given, overrides);
            else if (!PassedOver.Contains(name)) overrides[name] = ValueOf(text);
        }

        body["overrideConfig"] = overrides;
        var files = new List<SentFile>();
        foreach (var file in form.Files)
        {
            var content = await CallForm.FileOfAsync(file, cancellationToken);
            files.Add(new SentFile { Name = content.Name, File = content });
        }

        return (RequestJson.Read<FlowiseRequest>(JsonSerializer.SerializeToUtf8Bytes(body)), files);
    }

    private static void Merge(JsonObject from, JsonObject into)
    {
        foreach (var (name, value) in from) into[name] = value?.DeepClone();
    }

    private static JsonNode? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
