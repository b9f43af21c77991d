using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>Sends a scripted reply; what the bytes look like is the protocol's.</summary>
public abstract class FakeWire(FakeReply reply, bool isStream)
{
    /// <summary>The reply to send.</summary>
    protected FakeReply Reply { get; } = reply;

    /// <summary>The body of an error.</summary>
    protected abstract string ErrorBody();

    /// <summary>The body of an answer in one piece.</summary>
    protected abstract string WholeBody();

    /// <summary>What a stream begins with.</summary>
    protected abstract IEnumerable<string> Begin();

    /// <summary>The events of a part.</summary>
    protected abstract IEnumerable<string> Events(FakePart part);

    /// <summary>What a stream ends with.</summary>
    protected abstract IEnumerable<string> End();

    internal async Task SendAsync(HttpContext context)
    {
        var cancelled = context.RequestAborted;
        if (Reply.BeforeHeaders is { } gate) await gate.PassAsync(cancelled);
        context.Response.StatusCode = Reply.Status;
        foreach (var (name, value) in Reply.Headers) context.Response.Headers[name] = value;
        if (Reply.Body is not null || Reply.ErrorMessage is not null)
        {
            context.Response.ContentType = Reply.Body is null ? "application/json" : Reply.ContentType;
            await context.Response.WriteAsync(Reply.Body ?? ErrorBody(), cancelled);
        }
        else if (isStream)
        {
            await StreamAsync(context);
        }
        else
        {
            await SendWholeAsync(context);
        }
    }

    private async Task SendWholeAsync(HttpContext context)
    {
        foreach (var part in Reply.Parts)
        {
            if (part is FakePart.Wait wait) await wait.Gate.PassAsync(context.RequestAborted);
            if (part is FakePart.Silence) await Task.Delay(Timeout.Infinite, context.RequestAborted);
            if (part is FakePart.Cut)
            {
                context.Abort();
                return;
            }
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(WholeBody(), context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var begun = false;
        foreach (var part in Reply.Parts)
        {
            if (part is FakePart.Wait wait) await wait.Gate.PassAsync(context.RequestAborted);
            if (!begun && part is FakePart.Text or FakePart.Thought or FakePart.ToolCall)
            {
                begun = true;
                foreach (var text in Begin()) await WriteAsync(context, text);
            }

            switch (part)
            {
                case FakePart.Silence:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                    break;
                case FakePart.Cut:
                    context.Abort();
                    return;
                case FakePart.EndEarly:
                    return;
                case FakePart.Raw raw:
                    await WriteAsync(context, raw.Value);
                    break;
                default:
                    foreach (var text in Events(part)) await WriteAsync(context, text);
                    if (part is FakePart.Error) return;
                    break;
            }
        }

        foreach (var text in begun ? End() : Begin().Concat(End())) await WriteAsync(context, text);
    }

    private async Task WriteAsync(HttpContext context, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!Reply.IsByteByByte)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            return;
        }

        foreach (var one in bytes)
        {
            await context.Response.Body.WriteAsync(new[] { one }, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
