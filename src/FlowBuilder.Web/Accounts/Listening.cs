using System.Net;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowBuilder.Web.Accounts;

/// <summary>Keeps the program from being reached by others before there is an administrator.</summary>
internal sealed class Listening(AccountBook accounts, HostSettings settings)
{
    /// <summary>Looks at an address before it is listened on.</summary>
    /// <exception cref="AdministratorMissingException">It is not this machine's alone, and there is no administrator.</exception>
    public void Check(ListenOptions address)
    {
        if (accounts.HasAdministrator || IsLocal(address) || IsForCallers(address)) return;
        throw new AdministratorMissingException(address.ToString() ?? "");
    }

    private static bool IsLocal(ListenOptions address) => address switch
    {
        { SocketPath: not null } or { PipeName: not null } => true,
        { IPEndPoint.Address: { } ip } => IPAddress.IsLoopback(ip),
        _ => false,
    };

    // Nothing but calls of published flows is answered there.
    private bool IsForCallers(ListenOptions address) => address.IPEndPoint is { } point && settings.Security.CallerPorts.Contains(point.Port);
}
