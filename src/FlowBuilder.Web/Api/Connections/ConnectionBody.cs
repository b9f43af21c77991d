using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Connections;

/// <summary>A connection as a caller describes it.</summary>
internal sealed partial record ConnectionBody
{
    private const int MaxModels = 200;
    private const int MaxTextLength = 2_000;

    private static readonly ConnectionKind[] Kinds =
        [ConnectionKind.OpenAI, ConnectionKind.AzureOpenAI, ConnectionKind.Anthropic, ConnectionKind.Offline, ConnectionKind.PostgreSql, .. ConnectionKind.Searches, ConnectionKind.Smtp];

    /// <summary>The name that flows use; in a replacement it may be left out.</summary>
    public string? Name { get; init; }

    /// <summary>The protocol: openai, azure-openai, anthropic or offline; postgresql for a database; tavily, brave, serpapi or searxng for web search; smtp for a mail server.</summary>
    public required string Kind { get; init; }

    /// <summary>The provider's base address; left out for the kind's own. Of a database: <c>postgresql://user@host:5432/database?sslmode=require</c>; of a mail server: <c>smtp://user@host:587?tls=starttls</c>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The key, or the database account's password; left out in a replacement, the stored one stays.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Models to offer, the first being the default.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The connection tried when this one has failed for good before its first token.</summary>
    public string? Fallback { get; init; }

    /// <summary>record: runs of flows that name it are recorded; replay: they are replayed from their flow's recording, and it is not called; left out for neither.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>How a provider of models is called; left out, a replacement keeps the stored ones.</summary>
    public CallLimitsBody? Limits { get; init; }

    /// <summary>Everything that is wrong with the description.</summary>
    /// <param name="name">The name that it will have.</param>
    public ImmutableArray<FlowDiagnostic> Check(string? name)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        if (name is null || !NameForm().IsMatch(name)) Add("name", "a lower-case letter and up to 63 more letters, digits, '-' or '_'", "영문 소문자로 시작하는 64자 이하의 소문자, 숫자, '-', '_'");
        if (Name is not null && Name != name) Add("name", "the name in the address, or left out", "주소에 있는 이름과 같거나 비워 둔 값");
        if (!Array.Exists(Kinds, kind => kind.Value == Kind)) Add("kind", string.Join(", ", Kinds), string.Join(", ", Kinds));
        if (IsDatabase && Address is null) Add("baseUrl", "postgresql://user@host:5432/database, without a password, with sslmode prefer, require, verify-full or disable", "비밀번호가 없는 postgresql://user@host:5432/database 주소(sslmode는 prefer, require, verify-full, disable)");
        else if (TheKind.IsMail && Address is null) Add("baseUrl", "smtp://user@host:587?tls=starttls, without a password, with tls starttls, implicit or none", "비밀번호가 없는 smtp://user@host:587?tls=starttls 주소(tls는 starttls, implicit, none)");
        else if (TheKind == ConnectionKind.SearXng && Address is null) Add("baseUrl", "the server's address such as https://search.example.com", "https://search.example.com 같은 서버 주소");
        else if (BaseUrl is not null && Address is null) Add("baseUrl", "a whole address such as https://host/v1, without name and password", "이름과 비밀번호가 없는 https://host/v1 같은 전체 주소");
        if (ApiKey is not null && (ApiKey.Trim().Length == 0 || ApiKey.Length > MaxTextLength)) Add("apiKey", "a key, or left out", "키이거나 비워 둔 값");
        if (!TheKind.IsModels && (Models is { Count: > 0 } || Fallback is not null)) Add("models", "left out: only a provider of models has models and a fallback", "비워 둔 값(모델과 대체 연결은 모델 공급자에만 있습니다)");
        if (!TheKind.IsModels && Recording is not null) Add("recording", "left out: only a provider of models records", "비워 둔 값(기록은 모델 공급자만 할 수 있습니다)");
        if (Models?.Count > MaxModels || Models?.Any(model => string.IsNullOrWhiteSpace(model) || model.Length > MaxTextLength) == true)
            Add("models", $"up to {MaxModels} names", $"이름 {MaxModels}개 이하의 목록");
        if (Fallback is not null && (!NameForm().IsMatch(Fallback) || Fallback == name)) Add("fallback", "the name of another connection", "다른 연결의 이름");
        if (!TheKind.IsModels && Limits is not null) Add("limits", "left out: only a provider of models has limits", "비워 둔 값(호출 한도는 모델 공급자에만 있습니다)");
        problems.AddRange(Limits?.Check() ?? []);
        return problems.ToImmutable();

        void Add(string member, string english, string korean) => problems.Add(MemberProblem.MustBe("connection.invalid", member, english, korean));
    }

    /// <summary>The connection described; call <see cref="Check"/> before.</summary>
    /// <param name="name">The name that it gets.</param>
    /// <param name="stored">The one that it replaces, or null.</param>
    public Connection ToConnection(string name, Connection? stored) => new()
    {
        Name = name,
        Kind = new ConnectionKind(Kind),
        BaseUrl = Address,
        ApiKey = ApiKey is null ? null : new Secret(ApiKey.Trim()),
        Models = Models ?? stored?.Models ?? [],
        Limits = (Limits ?? new CallLimitsBody()).In(stored?.Limits ?? new ConnectionLimits()),
        Fallback = Fallback,
        Recording = Recording,
    };

    private bool IsDatabase => Kind == ConnectionKind.PostgreSql.Value;

    private ConnectionKind TheKind => new(Kind);

    private Uri? Address => IsDatabase ? DatabaseUri : TheKind.IsMail ? MailUri : ProviderUri;

    private Uri? MailUri =>
        BaseUrl?.Length <= MaxTextLength && Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? MailServerAddress.Of(address)?.ToUri() : null;

    private Uri? DatabaseUri =>
        BaseUrl?.Length <= MaxTextLength && Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? DatabaseAddress.Of(address)?.ToUri() : null;

    private Uri? ProviderUri =>
        Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        && address.UserInfo.Length == 0 && BaseUrl.Length <= MaxTextLength
            ? address
            : null;

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
