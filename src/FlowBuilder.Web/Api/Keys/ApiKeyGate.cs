using System.Collections.Concurrent;
using System.Globalization;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>Knows callers by the key that they show.</summary>
internal sealed class ApiKeyGate(IApiKeyStore keys, AccountBook accounts, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    // What clients of Langflow send.
    private const string KeyHeader = "x-api-key";

    // A write for every call would cost more than the call; to the minute is what "last used" says.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _touched = new(StringComparer.Ordinal);

    /// <summary>The key that a request shows, or null where it shows none.</summary>
    /// <exception cref="ApiException">The key is not known, or has expired.</exception>
    public async ValueTask<ApiKey?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (SecretOf(request) is not { } secret) return null;
        if (await keys.FindAsync(secret, cancellationToken) is not { } key || key.AccountId is { } account && accounts.Find(account) is null) throw new ApiException(Unknown);
        var now = time.GetUtcNow();
        if (key.ExpiresAt <= now) throw new ApiException(Expired(key));
        await TouchAsync(key, now, cancellationToken);
        return key;
    }

    /// <summary>A caller shows no key, and one is needed.</summary>
    public static ApiProblem Missing => new(StatusCodes.Status401Unauthorized, "key.missing", LocalText.Of(
        "Show an API key in the header Authorization: Bearer fb_… (or x-api-key: fb_…).",
        "Authorization: Bearer fb_… 헤더(또는 x-api-key: fb_…)에 API 키를 넣어 보내세요."));

    /// <summary>A key does not allow what was asked.</summary>
    public static ApiProblem NotAllowed(ApiKey key, LocalText what) => new(StatusCodes.Status403Forbidden, "key.not-allowed", LocalText.Of(
        $"The key \"{key.Name}\" does not allow to {what.English}. Use another key, or make one that does.",
        $"\"{key.Name}\" 키로는 {what.For(CultureInfo.GetCultureInfo("ko"))} 수 없습니다. 다른 키를 쓰거나 권한이 있는 키를 만드세요."));

    // Other schemes of the header than Bearer are somebody else's affair: a proxy's, say.
    private static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        var secret = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : request.Headers[KeyHeader].ToString().Trim();
        return secret.Length == 0 ? null : secret;
    }

    private async ValueTask TouchAsync(ApiKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = _touched.GetOrAdd(key.Id, key.LastUsedAt ?? DateTimeOffset.MinValue);
        if (now - last < TouchEvery || !_touched.TryUpdate(key.Id, now, last)) return;
        await keys.TouchAsync(key.Id, now, cancellationToken);
    }

    private static ApiProblem Unknown => new(StatusCodes.Status401Unauthorized, "key.unknown", LocalText.Of(
        "This API key is not known here. It may have been removed, or copied only in part.",
        "알 수 없는 API 키입니다. 삭제되었거나 일부만 복사했을 수 있습니다."));

    private static ApiProblem Expired(ApiKey key) => new(StatusCodes.Status401Unauthorized, "key.expired", LocalText.Of(
        $"The key \"{key.Name}\" has expired. Make a new one.",
        $"\"{key.Name}\" 키가 만료되었습니다. 새 키를 만드세요."));
}
