using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Accounts;

/// <summary>The program is to listen on an address that others reach, and nobody could sign in.</summary>
/// <param name="address">The address.</param>
internal sealed class AdministratorMissingException(string address) : Exception(TextOf(address).English)
{
    /// <summary>What is wrong and what to do, for a person.</summary>
    public LocalText Text { get; } = TextOf(address);

    private static LocalText TextOf(string address) => LocalText.Of(
        $"""
        Not started: on {address} others could reach this program, and there is no administrator yet, so anybody could do anything.
        Start it once for this machine only (without --urls, it listens on http://localhost:5080), open the link that it prints, and make the administrator; then start it as now.
        Where no browser reaches this machine, name the administrator in the environment of the first start:
          FLOWBUILDER_Security__Administrator__Name=…  FLOWBUILDER_Security__Administrator__Password=…
        """,
        $"""
        시작하지 않았습니다. {address}(으)로는 다른 사람도 이 프로그램에 접속할 수 있는데 아직 관리자가 없어 누구나 무엇이든 할 수 있기 때문입니다.
        먼저 --urls 없이(http://localhost:5080) 이 컴퓨터에서만 접속하도록 시작하고, 화면에 나오는 링크를 열어 관리자를 만든 뒤 지금처럼 다시 시작하세요.
        이 컴퓨터에서 브라우저를 쓸 수 없다면 처음 시작할 때 환경 변수로 관리자를 지정하세요.
          FLOWBUILDER_Security__Administrator__Name=…  FLOWBUILDER_Security__Administrator__Password=…
        """);
}
