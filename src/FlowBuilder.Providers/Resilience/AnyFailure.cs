using Anthropic.Exceptions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Providers.Faults;
using FlowBuilder.Providers.Http;

namespace FlowBuilder.Providers.Resilience;

/// <summary>Makes a fault of ours from anything that an SDK throws.</summary>
internal static class AnyFailure
{
    /// <summary>The fault. The SDKs' exceptions quote bodies, so they do not travel along as causes.</summary>
    public static NodeException From(Exception failure, ModelFaults faults) => failure switch
    {
        NodeException ours => ours,
        _ when Ours(failure) is { } hidden => hidden,
        AnthropicSseException sse => ErrorFaults.From(faults, ErrorIn(sse)),
        HttpRequestException or IOException => faults.BrokenStream(failure),
        OperationCanceledException or ObjectDisposedException => faults.BrokenStream(),
        AnthropicException => faults.BadResponse(failure.Message),
        _ => faults.BadResponse(failure.Message, failure),
    };

    private static NodeException? Ours(Exception failure)
    {
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is NodeException ours) return ours;
        }

        return null;
    }

    /// <summary>The error object inside the SDK's sentence <c>SSE error returned from server: '{…}'</c>.</summary>
    private static ProviderError ErrorIn(AnthropicSseException failure)
    {
        var from = failure.Message.IndexOf('{', StringComparison.Ordinal);
        var to = failure.Message.LastIndexOf('}');
        return from >= 0 && to > from
            ? ProviderError.Read(System.Text.Encoding.UTF8.GetBytes(failure.Message[from..(to + 1)]))
            : new ProviderError(null, "", null);
    }
}
