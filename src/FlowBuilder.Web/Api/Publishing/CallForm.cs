using System.Text.Json;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>A call of an endpoint as a form with files (multipart/form-data).</summary>
/// <remarks>
/// Each field is an input of that name: a file for a file or image input, JSON for inputs that are not text. The field
/// <c>session</c> names the conversation, unless the flow has an input of that name. The files come from the form alone: a
/// path that a caller writes is a text like any other.
/// </remarks>
internal sealed class CallForm(IFormCollection form)
{
    private const string SessionField = "session";

    /// <summary>The conversation, or null.</summary>
    public string? Session => form[SessionField] is [{ Length: > 0 } session, ..] ? session : null;

    /// <summary>Whether the request is such a form.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.HasFormContentType && request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a form as a call.</summary>
    /// <exception cref="ApiException">It is malformed, or too large.</exception>
    public static async ValueTask<CallForm> ReadAsync(HttpRequest request, HostSettings settings, CancellationToken cancellationToken) =>
        new(await ReadFieldsAsync(request, settings, cancellationToken));

    /// <summary>Reads the fields and files of a form.</summary>
    /// <exception cref="ApiException">It is malformed, or too large.</exception>
    public static async ValueTask<IFormCollection> ReadFieldsAsync(HttpRequest request, HostSettings settings, CancellationToken cancellationToken)
    {
        var limit = settings.Requests.RunBytes;
        if (request.ContentLength > limit) throw new ApiException(ProblemOf.TooLarge(limit));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = limit, ValueLengthLimit = limit }, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new ApiException(Malformed);
        }
    }

    /// <summary>A file of a form as a value.</summary>
    public static async ValueTask<FileValue> FileOfAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)Math.Min(file.Length, int.MaxValue));
        await file.CopyToAsync(content, cancellationToken);
        return new FileValue(Path.GetFileName(file.FileName), file.ContentType ?? "", content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>The call that it makes of a flow.</summary>
    /// <exception cref="ApiException">Two fields have one name.</exception>
    public async ValueTask<CallBody> ToBodyAsync(PublishedFlow flow, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        var parameters = FlowContract.Of(flow.Flow, catalogue).Parameters.DistinctBy(parameter => parameter.Name)
            .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var inputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            if (name == SessionField && !parameters.ContainsKey(name)) continue;
            if (values.Count > 1) throw new ApiException(Twice(name));
            inputs[name] = ValueOf(parameters.GetValueOrDefault(name), values.ToString());
        }

        foreach (var file in form.Files)
        {
            if (!inputs.TryAdd(file.Name, PortValueJson.Write(await FileOfAsync(file, cancellationToken)))) throw new ApiException(Twice(file.Name));
        }

        return new CallBody { Inputs = inputs, Session = parameters.ContainsKey(SessionField) ? null : Session };
    }

    // A text input takes the field as it is; others take JSON where it is JSON.
    private static JsonElement ValueOf(FlowParameter? parameter, string text)
    {
        if (parameter is not null && TakesText(parameter.Schema)) return JsonSerializer.SerializeToElement(text);
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }

    private static bool TakesText(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("string")
            || schema.TryGetProperty("oneOf", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.EnumerateArray().Any(TakesText));

    private static ApiProblem Malformed => new(StatusCodes.Status400BadRequest, "request.malformed", LocalText.Of(
        "The form cannot be read: it is not well-formed multipart/form-data.",
        "폼을 읽을 수 없습니다. 올바른 multipart/form-data 형식이 아닙니다."));

    private static ApiProblem Twice(string name) => new(StatusCodes.Status400BadRequest, "request.malformed", LocalText.Of(
        $"The form has the field \"{name}\" twice.",
        $"폼에 \"{name}\" 필드가 두 번 있습니다."));
}
