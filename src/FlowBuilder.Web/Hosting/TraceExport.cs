using FlowBuilder.Core.Execution;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FlowBuilder.Web.Hosting;

/// <summary>Sends the spans of requests, runs and nodes to a collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
internal sealed class TraceExport(IConfiguration configuration) : IHostedService, IDisposable
{
    /// <summary>The setting that names the collector.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // http/protobuf or grpc, as OpenTelemetry's own variable; headers and sampling are read from its variables by the exporter.
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const int FlushMilliseconds = 5_000;

    private TracerProvider? _provider;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("flowbuilder"))
            .AddSource(Telemetry.SourceName, "Microsoft.AspNetCore")
            .AddOtlpExporter(Configure)
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _provider?.Dispose();

    private void Configure(OtlpExporterOptions exporter)
    {
        var endpoint = configuration[EndpointKey]!;
        if (configuration[ProtocolKey] == "http/protobuf")
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;

            // An endpoint that is set in code is taken as it is, without the path that one from the environment gets.
            endpoint = $"{endpoint.TrimEnd('/')}/v1/traces";
        }

        exporter.Endpoint = new Uri(endpoint);
    }
}
