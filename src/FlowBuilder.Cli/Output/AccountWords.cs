using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of accounts.</summary>
internal static class AccountWords
{
    public static readonly LocalText Accounts = LocalText.Of(
        "Looks after the accounts of an installation, for when nobody can sign in any more.",
        "아무도 로그인할 수 없을 때 설치의 계정을 관리합니다.");

    public static readonly LocalText List = LocalText.Of("Lists the accounts.", "계정을 보여 줍니다.");

    public static readonly LocalText Link = LocalText.Of(
        "Makes a link with which a new password is set. No server may be using the data.",
        "새 비밀번호를 정할 수 있는 링크를 만듭니다. 데이터를 쓰는 서버가 없어야 합니다.");

    public static readonly LocalText Name = LocalText.Of("The account's name.", "계정 이름입니다.");

    public static readonly LocalText NoAccounts = LocalText.Of(
        "There are no accounts: the program is used without signing in at this machine.",
        "계정이 없습니다. 이 컴퓨터에서는 로그인하지 않고 사용합니다.");

    public static LocalText NoAccount(string name) => LocalText.Of($"There is no account \"{name}\".", $"\"{name}\" 계정이 없습니다.");

    public static LocalText AtProvider(string name, string provider) => LocalText.Of(
        $"\"{name}\" signs in with {provider} and has no password here.", $"\"{name}\" 계정은 {provider}(으)로 로그인하므로 여기에는 비밀번호가 없습니다.");

    public static LocalText Made(string path, DateTimeOffset expiresAt) => LocalText.Of(
        $"Start the server and open this path of it, once, before {expiresAt:yyyy-MM-dd HH:mm} UTC: {path}",
        $"서버를 시작하고 {expiresAt:yyyy-MM-dd HH:mm}(UTC) 전에 서버의 다음 경로를 한 번 여세요: {path}");
}
