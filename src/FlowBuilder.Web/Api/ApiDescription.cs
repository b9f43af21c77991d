using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FlowBuilder.Web.Api;

/// <summary>Completes the OpenAPI document with what the calls do not say of themselves.</summary>
internal static class ApiDescription
{
    /// <summary>Names the document and leaves out the addresses of this one machine.</summary>
    public static Task CompleteAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FlowBuilder",
            Version = "v1",
            Description = "Stores flows and runs them. JSON is camelCase, times are RFC 3339 in UTC, ids are opaque. "
                + "Errors are application/problem+json with a stable code, and messages in the language of Accept-Language (en, ko).",
        };
        document.Servers = [];
        return Task.CompletedTask;
    }
}
