using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Providers.Faults;

namespace FlowBuilder.Providers.Http;

/// <summary>Stands under every provider's SDK and turns whatever is no answer of a model into our own faults.</summary>
/// <remarks>
/// The SDKs differ in what they make of error bodies, pages with status 200 and broken lines; here all of them meet the same
/// code, so that retries, breaker and texts are the same for all.
/// </remarks>
internal sealed class ProviderHandler(ModelFaults faults, TimeProvider time, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private const int MaxErrorBody = 64 * 1024;
    private const int MaxJsonBody = 64 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!response.IsSuccessStatusCode) throw await FailureAsync(response, cancellationToken).ConfigureAwait(false);
            await GuardAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException as NodeException ?? faults.Unreachable(failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw faults.Unreachable(failure);
        }
    }

    private async Task<ModelException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response, MaxErrorBody, cutAtLimit: true, cancellationToken).ConfigureAwait(false);
        var error = ProviderError.Read(body);
        var status = (int)response.StatusCode;
        var retryAfter = RetryAfter.Read(response.Headers, time);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => faults.Unauthorized(error.Message),
            HttpStatusCode.NotFound => faults.NotFound(error.Message),
            HttpStatusCode.PaymentRequired => faults.QuotaExceeded(error.Message),
            HttpStatusCode.TooManyRequests when error.IsQuota => faults.QuotaExceeded(error.Message),
            HttpStatusCode.TooManyRequests => faults.RateLimited(error.Message, retryAfter),
            HttpStatusCode.RequestTimeout => faults.ServerError(status, error.Message, retryAfter),
            HttpStatusCode.RequestEntityTooLarge => faults.TooLong(error.Message),
            >= HttpStatusCode.InternalServerError => faults.ServerError(status, error.Message, retryAfter),
            >= HttpStatusCode.BadRequest when error.IsTooLong => faults.TooLong(error.Message),
            >= HttpStatusCode.BadRequest when error.IsQuota => faults.QuotaExceeded(error.Message),
            >= HttpStatusCode.BadRequest => faults.Rejected(status, error.Message),

            // A redirect is not followed: the key would go where nobody meant to send it.
            _ => faults.BadResponse(Encoding.UTF8.GetString(body)),
        };
    }

    private async Task GuardAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is "application/json")
        {
            var body = await ReadAsync(response, MaxJsonBody, cutAtLimit: false, cancellationToken).ConfigureAwait(false);
            ThrowIfError(body);
            Replace(response, new ByteArrayContent(body));
        }
        else if (type is null or "text/event-stream" or "text/plain" or "application/octet-stream")
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            Replace(response, new StreamContent(new GuardedStream(stream, response.Content, faults)));
        }
        else
        {
            var body = await ReadAsync(response, MaxErrorBody, cutAtLimit: true, cancellationToken).ConfigureAwait(false);
            throw faults.BadResponse(Encoding.UTF8.GetString(body));
        }
    }

    private void ThrowIfError(byte[] body)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(body);
        }
        catch (JsonException failure)
        {
            throw faults.BadResponse(Encoding.UTF8.GetString(body), failure);
        }

        using (json)
        {
            if (json.RootElement.ValueKind == JsonValueKind.Object && ProviderError.Find(json.RootElement) is { } error)
                throw ErrorFaults.From(faults, error);
        }
    }


    private async Task<byte[]> ReadAsync(
        HttpResponseMessage response, int limit, bool cutAtLimit, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using var body = new MemoryStream();
                var buffer = new byte[16 * 1024];
                int read;
                while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    body.Write(buffer, 0, Math.Min(read, limit - (int)body.Length));
                    if (body.Length < limit) continue;
                    if (cutAtLimit) break;
                    throw faults.BadResponse(null);
                }

                return body.ToArray();
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw faults.BrokenStream(failure);
        }
    }

    private static void Replace(HttpResponseMessage response, HttpContent content)
    {
        foreach (var (name, values) in response.Content.Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                content.Headers.TryAddWithoutValidation(name, values);
        }

        content.Headers.ContentType ??= new MediaTypeHeaderValue("text/event-stream");
        response.Content = content;
    }
}
