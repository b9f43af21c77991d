using System.Globalization;
using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FlowBuilder.Web.Mcp;

/// <summary>The sample flows as resources: a model that is to write a flow reads there how flows are written.</summary>
internal sealed class SampleResources(TemplateLibrary samples, FlowFormat format)
{
    private const string Prefix = "flowbuilder://samples/";
    private const string Json = "application/json";

    /// <summary>Lists the samples in the request's language.</summary>
    public ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new ListResourcesResult
        {
            Resources =
            [
                .. samples.For(CultureInfo.CurrentUICulture).Select(sample => new Resource
                {
                    Uri = Prefix + sample.Id,
                    Name = sample.Id,
                    Title = sample.Flow.Name,
                    Description = sample.Flow.Description,
                    MimeType = Json,
                }),
            ],
        });
    }

    /// <summary>Gives a sample's file.</summary>
    /// <exception cref="McpProtocolException">There is no such sample.</exception>
    public ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = context.Params?.Uri ?? "";
        var sample = uri.StartsWith(Prefix, StringComparison.Ordinal) ? samples.Find(uri[Prefix.Length..], CultureInfo.CurrentUICulture) : null;
        if (sample is null) throw new McpProtocolException($"There is no resource \"{uri}\".", McpErrorCode.InvalidParams);
        return ValueTask.FromResult(new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = uri, MimeType = Json, Text = Encoding.UTF8.GetString(format.Write(sample.Flow)) }],
        });
    }
}
