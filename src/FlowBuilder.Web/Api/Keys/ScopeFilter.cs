using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>Holds a caller of the management API who shows a key to what the key allows, and to its requests a minute.</summary>
internal sealed class ScopeFilter(CallLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.HttpContext.Items[typeof(ApiKey)] is not ApiKey key) return await next(context);
        limits.Take(key);
        var marks = context.HttpContext.GetEndpoint()?.Metadata;
        var isReading = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || marks?.GetMetadata<ReadsOnly>() is not null)
            && marks?.GetMetadata<Manages>() is null;
        return Refusal(key, isReading ? ApiKeyScope.Read : ApiKeyScope.Manage) is { } refusal ? refusal : await next(context);
    }

    /// <summary>Why a key does not allow to read or to change anything; null where it does.</summary>
    public static ApiProblem? Refusal(ApiKey key, ApiKeyScope scope) => key.Allows(scope) ? null : ApiKeyGate.NotAllowed(
        key, scope == ApiKeyScope.Read ? LocalText.Of("read here", "여기를 읽을") : LocalText.Of("change anything here", "여기를 변경할"));
}
