using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Reads the body of a delivery as JSON, whatever of the usual forms it has.</summary>
internal static class WebhookPayload
{
    // GitHub and Slack send JSON within a form of this one field where they are asked for forms.
    private const string PayloadField = "payload";

    /// <summary>The content: JSON as it is, a form as an object of texts, a text as a text; undefined where there is none.</summary>
    /// <exception cref="ApiException">It is in no form that is read here, or not well-formed.</exception>
    public static JsonElement Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return default;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) throw new ApiException(NotReadable);
        if (RequestBody.IsJson(type)) return RequestJson.ReadElement(body);
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return ReadForm(body);
        if (type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)) return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(body.Span));
        throw new ApiException(NotReadable);
    }

    private static JsonElement ReadForm(ReadOnlyMemory<byte> body)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        return fields.Count == 1 && fields.TryGetValue(PayloadField, out var payload)
            ? RequestJson.ReadElement(Encoding.UTF8.GetBytes(payload.ToString()))
            : JsonSerializer.SerializeToElement(fields.ToDictionary(field => field.Key, field => field.Value.ToString()));
    }

    private static ApiProblem NotReadable => new(StatusCodes.Status415UnsupportedMediaType, "webhook.bad-content-type", LocalText.Of(
        "Send application/json, application/x-www-form-urlencoded or text/plain.",
        "application/json, application/x-www-form-urlencoded, text/plain 중 하나로 보내세요."));
}
