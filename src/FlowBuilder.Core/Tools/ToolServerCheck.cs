using System.Buffers;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tools;

/// <summary>Checks what an operator describes, before it is kept or tried.</summary>
public static partial class ToolServerCheck
{
    private const int MostArguments = 100;
    private const int MostSecrets = 50;
    private const int LongestText = 4_000;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");

    /// <summary>Everything that is wrong with a server's description.</summary>
    public static IEnumerable<ToolServerProblem> ProblemsOf(ToolServer server)
    {
        if (!ToolServer.IsValidName(server.Name))
        {
            yield return Problem("name", "The name is a lower-case letter and up to 63 more letters, digits, '-' or '_'.", "이름은 영문 소문자로 시작하는 64자 이하의 소문자, 숫자, '-', '_'여야 합니다.");
        }

        if (server.Kind == ToolServerKind.Http && !IsAddress(server.Address))
        {
            yield return Problem("address", "Write a whole address such as https://tools.example.com/mcp, without user name and password.", "사용자 이름과 비밀번호가 없는 https://tools.example.com/mcp 같은 전체 주소를 쓰세요.");
        }

        if (server.Kind == ToolServerKind.Command && (server.Command.Trim().Length == 0 || !IsText(server.Command)))
        {
            yield return Problem("command", "Write the program that is started, such as npx.", "npx처럼 시작할 프로그램을 쓰세요.");
        }

        if (server.Arguments.Count > MostArguments || !server.Arguments.All(IsText))
        {
            yield return Problem("arguments", $"There may be {MostArguments} arguments, each of one line.", $"인자는 {MostArguments}개까지, 각각 한 줄이어야 합니다.");
        }

        if (SecretsProblem(server) is { } secrets) yield return new ToolServerProblem("secrets", secrets);
    }

    private static LocalText? SecretsProblem(ToolServer server)
    {
        var form = server.Kind == ToolServerKind.Http ? HeaderForm() : VariableForm();
        if (server.Secrets.Count > MostSecrets) return LocalText.Of($"There may be {MostSecrets} of them.", $"{MostSecrets}개까지 쓸 수 있습니다.");
        if (server.Secrets.FirstOrDefault(secret => secret.Name.Length > 200 || !form.IsMatch(secret.Name)) is { } misnamed)
        {
            return server.Kind == ToolServerKind.Http
                ? LocalText.Of($"\"{Short(misnamed.Name)}\" is not the name of a header, such as Authorization.", $"\"{Short(misnamed.Name)}\"은(는) Authorization 같은 헤더 이름이 아닙니다.")
                : LocalText.Of($"\"{Short(misnamed.Name)}\" is not the name of an environment variable, such as API_KEY.", $"\"{Short(misnamed.Name)}\"은(는) API_KEY 같은 환경 변수 이름이 아닙니다.");
        }

        if (server.Secrets.DistinctBy(secret => secret.Name, server.Kind == ToolServerKind.Http ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).Count() < server.Secrets.Count)
        {
            return LocalText.Of("Two of them have the same name.", "이름이 같은 항목이 있습니다.");
        }

        return server.Secrets.Any(secret => secret.Value is { } value && (value.Reveal().Length > LongestText || value.Reveal().AsSpan().ContainsAny(Breaks)))
            ? LocalText.Of("A value is too long or has a line break.", "값이 너무 길거나 줄바꿈이 있습니다.")
            : null;
    }

    private static bool IsAddress(Uri? address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo.Length: 0 } && address.OriginalString.Length <= LongestText;

    private static bool IsText(string text) => text.Length <= LongestText && !text.AsSpan().ContainsAny(Breaks);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static ToolServerProblem Problem(string member, string english, string korean) => new(member, LocalText.Of(english, korean));

    // RFC 9110, 5.6.2: a token.
    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableForm();
}
