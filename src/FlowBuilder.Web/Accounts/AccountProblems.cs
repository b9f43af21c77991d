using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>What can be wrong with signing in and with accounts.</summary>
internal static class AccountProblems
{
    /// <summary>Nobody is signed in.</summary>
    public static ApiProblem SignInNeeded => new(StatusCodes.Status401Unauthorized, "account.sign-in-needed", LocalText.Of(
        "Sign in first, or show an API key in the header Authorization: Bearer fb_….",
        "먼저 로그인하거나 Authorization: Bearer fb_… 헤더에 API 키를 넣어 보내세요."));

    /// <summary>Somebody comes from elsewhere, and there is nobody who could sign in.</summary>
    public static ApiProblem NoAdministrator => new(StatusCodes.Status401Unauthorized, "account.no-administrator", LocalText.Of(
        "Nobody can sign in yet. At the machine that this program runs on, open the link that it prints when it starts, and make the administrator.",
        "아직 로그인할 수 있는 계정이 없습니다. 이 프로그램이 실행 중인 컴퓨터에서, 시작할 때 나오는 링크를 열어 관리자를 만드세요."));

    /// <summary>A name and a password do not go together; the same whether or not there is such an account.</summary>
    public static ApiProblem Wrong => new(StatusCodes.Status401Unauthorized, "account.wrong-password", LocalText.Of(
        "The name or the password is wrong, or the account is locked for a while after too many attempts.",
        "이름이나 비밀번호가 맞지 않습니다. 여러 번 틀려서 잠시 잠긴 계정일 수도 있습니다."));

    /// <summary>Too many wrong passwords came from one address.</summary>
    public static ApiProblem TooMany(TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, "account.too-many-attempts", LocalText.Of(
        $"Too many wrong passwords came from your address. Try again in {Math.Ceiling(wait.TotalSeconds):0} s.",
        $"비밀번호를 너무 많이 틀렸습니다. {Math.Ceiling(wait.TotalSeconds):0}초 뒤에 다시 시도하세요."))
    {
        RetryAfter = wait,
    };

    /// <summary>A link is not known, was used, or is too old.</summary>
    public static ApiProblem BadLink => new(StatusCodes.Status404NotFound, "account.link-not-valid", LocalText.Of(
        "This link is not valid: it was used before, is too old, or was copied only in part. An administrator can make a new one.",
        "유효하지 않은 링크입니다. 이미 사용했거나 기한이 지났거나 일부만 복사했을 수 있습니다. 관리자에게 새 링크를 요청하세요."));

    /// <summary>There is an administrator already.</summary>
    public static ApiProblem NotFirst => new(StatusCodes.Status409Conflict, "account.not-first", LocalText.Of(
        "There is an administrator already, who can invite you.", "이미 관리자가 있습니다. 관리자에게 초대를 요청하세요."));

    /// <summary>There is no such account.</summary>
    public static ApiProblem NotFound => new(StatusCodes.Status404NotFound, "account.not-found", LocalText.Of(
        "There is no such account.", "해당 계정이 없습니다."));

    /// <summary>Another account has the name.</summary>
    public static ApiProblem NameTaken(string name) => new(StatusCodes.Status409Conflict, "account.name-taken", LocalText.Of(
        $"There is an account \"{name}\" already.", $"\"{name}\" 계정이 이미 있습니다."));

    /// <summary>A name cannot be one.</summary>
    public static ApiProblem BadName => new(StatusCodes.Status422UnprocessableEntity, "account.bad-name", LocalText.Of(
        $"A name has 1 to {Account.MaxNameLength} characters, none of them invisible, and no spaces around it.",
        $"이름은 {Account.MaxNameLength}자 이하로, 보이지 않는 문자나 앞뒤 공백 없이 입력하세요."));

    /// <summary>A password is too easy to guess.</summary>
    public static ApiProblem WeakPassword => new(StatusCodes.Status422UnprocessableEntity, "account.weak-password", LocalText.Of(
        $"Take a password of {PasswordRules.Shortest} to {PasswordRules.Longest} characters, of at least {PasswordRules.Different} different ones, that is not the name.",
        $"비밀번호는 {PasswordRules.Shortest}~{PasswordRules.Longest}자로, 서로 다른 문자를 {PasswordRules.Different}개 이상 쓰고 이름과 다르게 정하세요."));

    /// <summary>Whoever wants to change a password does not know the present one.</summary>
    public static ApiProblem WrongFormerPassword => new(StatusCodes.Status422UnprocessableEntity, "account.wrong-former-password", LocalText.Of(
        "The present password is wrong.", "현재 비밀번호가 맞지 않습니다."));

    /// <summary>The account signs in with a provider, so it has no password here.</summary>
    public static ApiProblem NoPassword(string provider) => new(StatusCodes.Status409Conflict, "account.no-password", LocalText.Of(
        $"This account signs in with {provider} and has no password here.", $"이 계정은 {provider}(으)로 로그인하므로 여기에는 비밀번호가 없습니다."));

    /// <summary>Somebody else changed the account at the same time.</summary>
    public static ApiProblem Changed => new(StatusCodes.Status409Conflict, "account.changed", LocalText.Of(
        "The account was changed by somebody else just now. Look at it again and repeat the change.",
        "방금 다른 사람이 이 계정을 변경했습니다. 다시 확인한 뒤 변경하세요."));

    /// <summary>Nobody would be left who may do everything.</summary>
    public static ApiProblem LastAdministrator => new(StatusCodes.Status409Conflict, "account.last-administrator", LocalText.Of(
        "This is the only administrator. Make another account administrator first.",
        "유일한 관리자 계정입니다. 먼저 다른 계정을 관리자로 지정하세요."));

    /// <summary>A provider signs somebody in who has no account here.</summary>
    public static ApiProblem NoAccountFor(string name) => new(StatusCodes.Status403Forbidden, "account.not-invited", LocalText.Of(
        $"There is no account for \"{name}\" here. An administrator can invite you under that name.",
        $"\"{name}\"에 해당하는 계정이 없습니다. 관리자에게 이 이름으로 초대해 달라고 요청하세요."));
}
