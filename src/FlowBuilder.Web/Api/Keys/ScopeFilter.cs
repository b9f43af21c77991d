using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;

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
        return key.Allows(isReading ? ApiKeyScope.Read : ApiKeyScope.Manage)
            ? await next(context)
            : ApiKeyGate.NotAllowed(key, isReading ? LocalText.Of("read here", "여기를 읽을") : LocalText.Of("change anything here", "여기를 변경할"));
    }
}
