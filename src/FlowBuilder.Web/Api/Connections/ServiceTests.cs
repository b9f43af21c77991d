using FlowBuilder.Core.Models;
using FlowBuilder.Nodes.Tools.Mailing;
using FlowBuilder.Nodes.Tools.Searching;

namespace FlowBuilder.Web.Api.Connections;

/// <summary>Tries connections that lead neither to models nor to databases: searches of the web and mail servers.</summary>
internal sealed class ServiceTests(WebSearch search, MailSender mail)
{
    /// <summary>Searches once, or signs in once.</summary>
    /// <exception cref="Core.Faults.NodeException">It does not work; the text says why.</exception>
    public async Task TestAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Kind.IsMail) await mail.TestAsync(connection, cancellationToken);
        else await search.SearchAsync(connection, "weather", 1, cancellationToken);
    }
}
