using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Providers.Faults;

/// <summary>The failures of one connection, in words for people and without its key.</summary>
internal sealed class ModelFaults(Connection connection)
{
    private const int TraceLength = 1024;

    private readonly Redactor _redactor = new(connection.ApiKey);

    /// <summary>The provider could not be reached, or the line broke before an answer.</summary>
    public ModelException Unreachable(Exception? cause)
    {
        var reason = _redactor.Redact(cause?.InnerException?.Message ?? cause?.Message);
        return Unavailable(
            $"“{connection.Name}” could not be reached. Check that its address is right and that the server is running.",
            $"‘{connection.Name}’에 연결할 수 없습니다. 주소가 맞는지, 서버가 실행 중인지 확인하세요.",
            reason, null, cause);
    }

    /// <summary>The line broke, or the answer ended, before the answer's own end mark.</summary>
    public ModelException BrokenStream(Exception? cause = null) => Unavailable(
        $"“{connection.Name}” closed the line before its answer had ended.",
        $"‘{connection.Name}’이(가) 답을 끝내기 전에 연결을 끊었습니다.",
        null, null, cause);

    /// <summary>The provider failed by itself.</summary>
    public ModelException ServerError(int status, string? words, TimeSpan? retryAfter) => Unavailable(
        $"“{connection.Name}” failed or is overloaded (HTTP {status}). Try again a little later.",
        $"‘{connection.Name}’에 오류가 났거나 과부하 상태입니다(HTTP {status}). 잠시 후 다시 시도하세요.",
        _redactor.Redact(words), retryAfter, null);

    /// <summary>The breaker is open.</summary>
    public ModelException Paused(TimeSpan? left, LocalText? lastFailure)
    {
        var wait = left is { } time && time > TimeSpan.Zero ? time : TimeSpan.FromSeconds(1);
        return new ModelException(
            ModelFaultCodes.Unavailable,
            LocalText.Of(
                $"“{connection.Name}” has failed several times in a row and is left alone for {Waits.English(wait)}.{After(lastFailure?.English, " Last failure: ")}",
                $"‘{connection.Name}’이(가) 연달아 실패하여 {Waits.Korean(wait)} 동안 호출하지 않습니다.{After(lastFailure?.For(Korean), " 마지막 오류: ")}"),
            FaultKind.Provider,
            isTransient: true)
        { RetryAfter = wait };
    }

    /// <summary>The key was refused.</summary>
    public ModelException Unauthorized(string? words) => Told(
        ModelFaultCodes.Unauthorized,
        connection.ApiKey is null
            ? $"“{connection.Name}” asks for an API key and the connection has none. Add one in the connection's settings."
            : $"“{connection.Name}” refused the connection's API key. Check the key and its permissions in the connection's settings.",
        connection.ApiKey is null
            ? $"‘{connection.Name}’은(는) API 키가 필요한데 연결에 키가 없습니다. 연결 설정에서 키를 추가하세요."
            : $"‘{connection.Name}’이(가) API 키를 거부했습니다. 연결 설정에서 키와 권한을 확인하세요.",
        words, FaultKind.Provider);

    /// <summary>The model, or the address, is not there.</summary>
    public ModelException NotFound(string? words) => Told(
        ModelFaultCodes.NotFound,
        $"“{connection.Name}” does not know this model, or there is nothing at its address. Check the model's name in the node and the address of the connection.",
        $"‘{connection.Name}’에 이 모델이 없거나 주소가 잘못되었습니다. 노드의 모델 이름과 연결 주소를 확인하세요.",
        words, FaultKind.Flow);

    /// <summary>The request was not accepted.</summary>
    public ModelException Rejected(int status, string? words) => Told(
        ModelFaultCodes.Rejected,
        $"“{connection.Name}” did not accept the request (HTTP {status}). Check the node's settings: not every model takes every one.",
        $"‘{connection.Name}’이(가) 요청을 받아들이지 않았습니다(HTTP {status}). 모델마다 지원하는 설정이 다르니 노드 설정을 확인하세요.",
        words, FaultKind.Flow);

    /// <summary>The prompt does not fit.</summary>
    public ModelException TooLong(string? words) => Told(
        ModelFaultCodes.TooLong,
        "The prompt is longer than this model can read. Shorten it, pass fewer passages, or choose a model with a larger context.",
        "프롬프트가 이 모델이 읽을 수 있는 길이보다 깁니다. 내용을 줄이거나, 구절 수를 줄이거나, 컨텍스트가 더 큰 모델을 선택하세요.",
        words, FaultKind.Flow);

    /// <summary>Too many calls; the wait is the provider's, where it named one.</summary>
    public ModelException RateLimited(string? words, TimeSpan? retryAfter)
    {
        var waitEnglish = retryAfter is { } wait ? $" It asks to wait {Waits.English(wait)}." : "";
        var waitKorean = retryAfter is { } wait2 ? $" {Waits.Korean(wait2)} 뒤에 다시 시도하라고 합니다." : "";
        return Told(
            ModelFaultCodes.RateLimited,
            $"“{connection.Name}” allows no more calls for now (HTTP 429).{waitEnglish} Try again later, or let the flow make fewer calls at once.",
            $"‘{connection.Name}’의 호출 한도에 도달했습니다(HTTP 429).{waitKorean} 나중에 다시 시도하거나 동시에 호출하는 수를 줄이세요.",
            words, FaultKind.Provider, isTransient: true, retryAfter);
    }

    /// <summary>There is no credit left.</summary>
    public ModelException QuotaExceeded(string? words) => Told(
        ModelFaultCodes.QuotaExceeded,
        $"The account behind “{connection.Name}” has no quota or credit left. Check its plan and billing at the provider.",
        $"‘{connection.Name}’ 계정의 사용량이나 잔액이 남아 있지 않습니다. 제공업체에서 요금제와 결제를 확인하세요.",
        words, FaultKind.Provider);

    /// <summary>The wait that the provider asks for is longer than the connection allows.</summary>
    public static ModelException WaitTooLong(ModelException failure, TimeSpan longest) => new(
        failure.Code,
        LocalText.Of(
            $"{failure.Text.English} The wait it asks for, {Waits.English(failure.RetryAfter!.Value)}, is longer than the {Waits.English(longest)} that this connection waits at most, so the call was not repeated.",
            $"{failure.Text.For(Korean)} 요청된 대기 시간 {Waits.Korean(failure.RetryAfter.Value)}이(가) 이 연결의 최대 대기 시간 {Waits.Korean(longest)}보다 길어 다시 시도하지 않았습니다."),
        failure.Kind,
        isTransient: false,
        failure)
    { RetryAfter = failure.RetryAfter };

    /// <summary>The queue of the connection is full.</summary>
    public ModelException Busy() => new(
        ModelFaultCodes.Busy,
        LocalText.Of(
            $"Too many calls wait for “{connection.Name}” already ({connection.Limits.MaxConcurrentCalls} under way, {connection.Limits.MaxQueuedCalls} waiting). Try again a little later, or raise the connection's limits.",
            $"‘{connection.Name}’을(를) 기다리는 호출이 이미 너무 많습니다(진행 중 {connection.Limits.MaxConcurrentCalls}개, 대기 {connection.Limits.MaxQueuedCalls}개). 잠시 후 다시 시도하거나 연결의 한도를 늘리세요."),
        FaultKind.Provider,
        isTransient: true);

    /// <summary>Nothing came in time.</summary>
    public ModelException FirstTokenTimeout(TimeSpan limit) => new(
        ModelFaultCodes.FirstTokenTimeout,
        LocalText.Of(
            $"“{connection.Name}” gave no answer within {Waits.English(limit)}. Try again, choose a faster model, or raise the connection's time limit.",
            $"‘{connection.Name}’이(가) {Waits.Korean(limit)} 안에 답하지 않았습니다. 다시 시도하거나, 더 빠른 모델을 선택하거나, 연결의 제한 시간을 늘리세요."),
        FaultKind.Timeout,
        isTransient: true)
    { IsOutage = true };

    /// <summary>The answer stopped coming.</summary>
    public ModelException Stalled(TimeSpan limit) => new(
        ModelFaultCodes.Stalled,
        LocalText.Of(
            $"The answer of “{connection.Name}” stopped for {Waits.English(limit)} and was given up; what there is of it is incomplete. Run the node again.",
            $"‘{connection.Name}’의 답이 {Waits.Korean(limit)} 동안 멈춰 중단했습니다. 지금까지의 답은 완전하지 않습니다. 노드를 다시 실행하세요."),
        FaultKind.Timeout,
        isTransient: true);

    /// <summary>The answer broke off after text had been passed on.</summary>
    public ModelException Incomplete(NodeException cause) => new(
        ModelFaultCodes.Incomplete,
        LocalText.Of(
            $"The answer of “{connection.Name}” broke off and is incomplete; it is not asked for again by itself, because its beginning has been used already. Run the node again. Cause: {cause.Text.English}",
            $"‘{connection.Name}’의 답이 도중에 끊겨 완전하지 않습니다. 앞부분이 이미 사용되었으므로 자동으로 다시 요청하지 않습니다. 노드를 다시 실행하세요. 원인: {cause.Text.For(Korean)}"),
        FaultKind.Provider,
        isTransient: true,
        cause)
    { IsOutage = cause is ModelException { IsOutage: true } };

    /// <summary>What came was not an answer. The beginning of it goes to the trace, without keys.</summary>
    public ModelException BadResponse(string? raw, Exception? cause = null)
    {
        var shown = _redactor.Redact(raw, TraceLength);
        if (shown is not null)
        {
            Activity.Current?.AddEvent(new ActivityEvent(
                "model.bad_response",
                tags: new ActivityTagsCollection { ["body"] = shown }));
        }

        return new ModelException(
            ModelFaultCodes.BadResponse,
            LocalText.Of(
                $"“{connection.Name}” answered with something that is not an answer of a model. Check that the connection's address is that of the API (many end in /v1).",
                $"‘{connection.Name}’의 응답이 모델의 응답 형식이 아닙니다. 연결 주소가 API 주소인지 확인하세요(대개 /v1로 끝납니다)."),
            FaultKind.Provider,
            isTransient: false,
            cause);
    }

    /// <summary>The model declined.</summary>
    public ModelException Refused(string? words) => Told(
        ModelFaultCodes.Refused,
        $"The model of “{connection.Name}” declined to answer, or a filter of its provider held the answer back. Change the prompt.",
        $"‘{connection.Name}’의 모델이 답변을 거절했거나 제공업체의 필터가 답변을 차단했습니다. 프롬프트를 바꿔 보세요.",
        words, FaultKind.Provider);

    /// <summary>A message holds something that cannot be sent.</summary>
    public ModelException UnsupportedContent(string what) => new(
        ModelFaultCodes.UnsupportedContent,
        LocalText.Of(
            $"“{connection.Name}” cannot be sent {what}. Send text or an image.",
            $"‘{connection.Name}’에는 {what} 형식을 보낼 수 없습니다. 텍스트나 이미지를 보내세요."),
        FaultKind.Flow);

    private static System.Globalization.CultureInfo Korean { get; } = System.Globalization.CultureInfo.GetCultureInfo("ko");

    private static string After(string? words, string label) => string.IsNullOrEmpty(words) ? "" : label + words;

    private static ModelException Unavailable(
        string english, string korean, string? words, TimeSpan? retryAfter, Exception? cause) => new(
        ModelFaultCodes.Unavailable,
        LocalText.Of(
            english + After(words, " It said: "),
            korean + After(words, " 응답 내용: ")),
        FaultKind.Provider,
        isTransient: true,
        cause)
        { IsOutage = true, RetryAfter = retryAfter };

    private ModelException Told(
        string code,
        string english,
        string korean,
        string? words,
        FaultKind kind,
        bool isTransient = false,
        TimeSpan? retryAfter = null)
    {
        var shown = _redactor.Redact(words);
        return new ModelException(
            code,
            LocalText.Of(english + After(shown, " It said: "), korean + After(shown, " 응답 내용: ")),
            kind,
            isTransient)
        { RetryAfter = retryAfter };
    }
}
