using System.Net;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Sends requests through <see cref="GuardedConnector"/> and follows redirects itself, each checked like the first address.</summary>
internal sealed class OutboundHttp : IOutboundHttp, IDisposable
{
    private const string UserAgent = "FlowBuilder/1";

    // What may go to another host after a redirect; anything else may be a credential.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Language", "User-Agent" };

    private readonly HttpMessageInvoker _client;
    private readonly TimeProvider _time;

    /// <summary>The way out by the machine's own name service.</summary>
    public OutboundHttp(OutboundRules rules, TimeProvider time)
        : this(rules, time, resolve: null)
    {
    }

    internal OutboundHttp(OutboundRules rules, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        _time = time;
        _client = new HttpMessageInvoker(GuardedHandler.Create(rules, OutboundReach.Public, resolve));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <inheritdoc/>
    public async Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.TimeLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var hops = 0; ; hops++)
            {
                Check(request.Address);
                using var message = MessageOf(request);
                using var response = await _client.SendAsync(message, either.Token).ConfigureAwait(false);
                if (RedirectOrNull(request, response) is not { } next) return await ReadAsync(request, response, either.Token).ConfigureAwait(false);
                if (hops == OutboundRules.MaxRedirects) throw TooManyRedirects(request.Address);
                request = next;
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(request);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw failure.InnerException as NodeException ?? Broken(request.Address, failure);
        }
    }

    private static void Check(Uri address)
    {
        if (address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.UserInfo.Length == 0) return;
        throw new NodeException("http.bad-address", LocalText.Of(
            "The address must begin with http:// or https:// and hold no user name or password; put those into a header.",
            "주소는 http:// 또는 https://로 시작해야 하며 사용자 이름이나 비밀번호를 담을 수 없습니다. 그런 값은 헤더에 넣으세요."));
    }

    private static HttpRequestMessage MessageOf(OutboundRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (!message.Headers.Contains("User-Agent")) message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return message;
    }

    private static OutboundRequest? RedirectOrNull(OutboundRequest request, HttpResponseMessage response)
    {
        if (!request.FollowsRedirects) return null;
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return null;
        var target = location.IsAbsoluteUri ? location : new Uri(request.Address, location);
        Check(target);
        if (request.Address.Scheme == "https" && target.Scheme == "http")
        {
            throw new NodeException("http.insecure-redirect", LocalText.Of(
                $"\"{request.Address.Host}\" redirects from https to http, which is not followed.",
                $"\"{request.Address.Host}\"이(가) https에서 http로 돌려보냅니다. 안전하지 않아 따라가지 않습니다."), FaultKind.Provider);
        }

        // RFC 9110, 15.4: 303 is fetched with GET; so, by custom, is a POST after 301 and 302. 307 and 308 keep the request.
        var becomesGet = (status == 303 && request.Method != HttpMethod.Head) || (status is 301 or 302 && request.Method == HttpMethod.Post);
        return request with
        {
            Address = target,
            Method = becomesGet ? HttpMethod.Get : request.Method,
            Body = becomesGet ? null : request.Body,
            Headers = IsSameHost(request.Address, target) ? request.Headers : request.Headers.RemoveAll(header => !Harmless.Contains(header.Key)),
        };
    }

    private static bool IsSameHost(Uri left, Uri right) =>
        left.Port == right.Port && left.IdnHost.Equals(right.IdnHost, StringComparison.OrdinalIgnoreCase);

    private async Task<OutboundResponse> ReadAsync(OutboundRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = request.ReadsBody ? await BodyAsync(request, response, cancellationToken).ConfigureAwait(false) : ReadOnlyMemory<byte>.Empty;
        return new OutboundResponse((int)response.StatusCode, request.Address, body)
        {
            MediaType = response.Content.Headers.ContentType?.MediaType ?? "",
            CharSet = response.Content.Headers.ContentType?.CharSet?.Trim('"') ?? "",
            RetryAfter = RetryAfterOf(response),
        };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } time } => time > _time.GetUtcNow() ? time - _time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(OutboundRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // Counted after decompression, so that a small answer that unpacks to a huge one is seen.
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > request.MaxBytes) throw TooLarge(request);
                body.Write(buffer, 0, read);
            }
        }

        return body.ToArray();
    }

    private static NodeException TooManyRedirects(Uri address) => new("http.too-many-redirects", LocalText.Of(
        $"\"{address.Host}\" redirects more than {OutboundRules.MaxRedirects} times.",
        $"\"{address.Host}\"이(가) {OutboundRules.MaxRedirects}번 넘게 다른 주소로 돌려보냅니다."), FaultKind.Provider);

    private static NodeException TooLarge(OutboundRequest request) => new("http.too-large", LocalText.Of(
        $"The response of \"{request.Address.Host}\" is larger than {request.MaxBytes / 1024 / 1024} MB.",
        $"\"{request.Address.Host}\"의 응답이 {request.MaxBytes / 1024 / 1024}MB를 넘습니다."), FaultKind.Provider);

    private static NodeException TooSlow(OutboundRequest request) => new("http.time-limit", LocalText.Of(
        $"\"{request.Address.Host}\" did not answer within {request.TimeLimit.TotalSeconds:0.#} seconds.",
        $"\"{request.Address.Host}\"이(가) {request.TimeLimit.TotalSeconds:0.#}초 안에 응답하지 않았습니다."), FaultKind.Timeout, isTransient: true);

    private static NodeException Broken(Uri address, Exception failure) => new("http.connection", LocalText.Of(
        $"There is no connection to \"{address.Host}\", or it broke. Check the address, and whether the service is running.",
        $"\"{address.Host}\"에 연결할 수 없거나 연결이 끊겼습니다. 주소와 서비스 상태를 확인하세요."), FaultKind.Provider, isTransient: true, failure);
}
