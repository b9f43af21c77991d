using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>People who sign in to a program.</summary>
internal static class Sessions
{
    public const string Administrator = "root@example.com";

    public const string Password = "correct horse battery";

    /// <summary>Settings of a program that has an administrator from the start.</summary>
    public static Dictionary<string, string> WithAdministrator(this Dictionary<string, string> settings) => new(settings)
    {
        ["Security:Administrator:Name"] = Administrator,
        ["Security:Administrator:Password"] = Password,
    };

    /// <summary>A client of the administrator.</summary>
    public static Task<HttpClient> AdministratorAsync(this TestProgram program, CancellationToken cancellationToken) =>
        program.SignInAsync(Administrator, Password, cancellationToken);

    /// <summary>A client of an account, signed in.</summary>
    public static async Task<HttpClient> SignInAsync(this TestProgram program, string name, string password, CancellationToken cancellationToken)
    {
        var client = program.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/sign-in", new { name, password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add("Cookie", CookieOf(answer));
        return client;
    }

    /// <summary>Invites somebody, who takes the account up.</summary>
    /// <returns>The account's id, and a client of it, signed in.</returns>
    public static async Task<(string Id, HttpClient Client)> JoinAsync(this TestProgram program, string name, AccountRole role, CancellationToken cancellationToken)
    {
        var (account, token) = await program.InviteAsync(name, role, cancellationToken);
        using var client = program.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/password", new { token, password = Password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (account.Id, await program.SignInAsync(name, Password, cancellationToken));
    }

    /// <summary>Invites somebody.</summary>
    /// <returns>The account, and the token of the link.</returns>
    public static Task<(Account Account, string Token)> InviteAsync(this TestProgram program, string name, AccountRole role, CancellationToken cancellationToken) =>
        program.AdministerAsync(async accounts =>
        {
            var (account, link) = await accounts.InviteAsync(name, role, cancellationToken);
            return (account, TokenOf(link));
        });

    /// <summary>Does something with accounts, as an administrator does.</summary>
    public static async Task<T> AdministerAsync<T>(this TestProgram program, Func<AccountAdministration, Task<T>> act)
    {
        _ = program.Address;
        await using var scope = program.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
    }

    /// <summary>The last part of a link.</summary>
    public static string TokenOf(AccountLink link) => link.Path.Split('/')[^1];

    /// <summary>The cookie that an answer sets, as a browser shows it.</summary>
    public static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith($"{SessionCookie.Name}=", StringComparison.Ordinal)).Split(';')[0];

    /// <summary>A client that comes from another address of this machine, such as <c>127.0.0.9</c>.</summary>
    public static HttpClient ClientFrom(this TestProgram program, string address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = program.Address,
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
