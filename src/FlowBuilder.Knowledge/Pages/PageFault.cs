using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>What loading pages tells people where it does not go well.</summary>
internal static class PageFault
{
    /// <summary>Nothing says which page is wanted.</summary>
    public static NodeException Missing() => new("documents.address-missing", LocalText.Of(
        "There is no address to load. Write one into the settings, or connect a text with one.",
        "불러올 주소가 없습니다. 설정에 주소를 쓰거나 주소가 든 텍스트를 연결하세요."));

    /// <summary>More addresses than are loaded at once.</summary>
    public static NodeException TooMany(int count, int limit) => new("documents.too-many-addresses", LocalText.Of(
        $"There are {count} addresses, and {limit} can be loaded at once. Load them in several runs.",
        $"주소가 {count}개입니다. 한 번에 {limit}개까지 불러올 수 있으니 나누어 실행하세요."), FaultKind.Input);

    /// <summary>A text is no address.</summary>
    public static NodeException BadAddress(string text) => new("http.bad-address", BadAddressText(text), FaultKind.Input);

    /// <summary>Why a text is no address.</summary>
    public static LocalText BadAddressText(string text) => LocalText.Of(
        $"\"{Short(text)}\" is not an address of the web. It must be like https://example.com/help.",
        $"\"{Short(text)}\"은(는) 웹 주소가 아닙니다. https://example.com/help 같은 형식이어야 합니다.");

    /// <summary>The server answered, but not with the page.</summary>
    public static NodeException Status(Uri address, int status) => new("http.status", LocalText.Of(
        $"\"{WebAddress.Shown(address)}\" answered with status {status}{ReasonOf(status).English}",
        $"\"{WebAddress.Shown(address)}\"이(가) 상태 {status}(으)로 응답했습니다.{ReasonOf(status).Korean}"),
        FaultKind.Provider,
        isTransient: status is 408 or 429 or >= 500);

    /// <summary>The page has no text of its own.</summary>
    public static NodeException NoText(Uri address, Exception cause) => new("documents.empty", LocalText.Of(
        $"\"{WebAddress.Shown(address)}\" holds no text. Its content may only appear by scripts, which are not run here: open it in a browser, save it and load the file.",
        $"\"{WebAddress.Shown(address)}\"에 텍스트가 없습니다. 내용이 스크립트로만 나타나는 페이지일 수 있습니다. 브라우저에서 열어 저장한 뒤 그 파일을 불러오세요."),
        FaultKind.Input,
        innerException: cause);

    /// <summary>The site does not want programs to read some of its pages.</summary>
    public static NodeException Robots(Uri address) => new("documents.robots", LocalText.Of(
        $"\"{address.Host}\" asks programs not to follow links to some of its pages (robots.txt), so they were left out. Name a page itself to load it.",
        $"\"{address.Host}\"이(가) 프로그램의 일부 페이지 접근을 막아(robots.txt) 해당 링크는 건너뛰었습니다. 필요한 페이지는 주소를 직접 적어 주세요."),
        FaultKind.Input);

    private static (string English, string Korean) ReasonOf(int status) => status switch
    {
        401 or 403 => (": it shows the page only to those who are signed in, or not to programs.", " 로그인한 사람에게만 보이거나 프로그램의 접근을 막은 페이지입니다."),
        404 or 410 => (": there is nothing at this address. Check the address.", " 이 주소에 아무것도 없습니다. 주소를 확인하세요."),
        429 => (": too many requests. Try again later.", " 요청이 너무 많습니다. 나중에 다시 시도하세요."),
        >= 500 => (": the site has a problem. Try again later.", " 사이트에 문제가 있습니다. 나중에 다시 시도하세요."),
        _ => (". Check the address.", " 주소를 확인하세요."),
    };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
