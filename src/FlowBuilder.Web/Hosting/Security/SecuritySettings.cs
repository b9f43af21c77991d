using System.ComponentModel.DataAnnotations;
using System.Net;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Accounts.Provider;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Who may reach the program, and whom flows may reach.</summary>
internal sealed record SecuritySettings : IValidatableObject
{
    /// <summary>The administrator who is made at the first start, where no browser reaches this machine.</summary>
    /// <value>Null by default: the first administrator is made with a link that the program prints.</value>
    public AdministratorSettings? Administrator { get; init; }

    /// <summary>A provider outside with which people may sign in.</summary>
    /// <value>Null by default: people sign in with passwords of this program.</value>
    public ProviderSettings? Provider { get; init; }

    /// <summary>How many days entries of the audit log are kept.</summary>
    /// <value>1 to 36,500; 365 by default.</value>
    [Range(1, 36_500)]
    public int AuditDays { get; init; } = 365;

    /// <summary>Host names, beside this machine's loopback names and plain addresses, under which the program answers; <c>*</c> for all.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins of other sites, such as <c>https://intranet.example</c>, whose pages may change things here.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Ports, of those that the program listens on, that answer calls of published flows and nothing else.</summary>
    /// <value>None by default: every port answers everything.</value>
    public IReadOnlyList<int> CallerPorts { get; init; } = [];

    /// <summary>Proxies in front of the program, as addresses or networks (<c>10.0.0.0/8</c>), whose word is taken on whom they pass on (<c>X-Forwarded-For</c>) and how they were reached (<c>X-Forwarded-Proto</c>).</summary>
    /// <value>None by default: what such headers say is not believed.</value>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>Hosts of this machine and its network that flows may call: <c>host</c>, <c>host:port</c> or <c>*.example.com</c>.</summary>
    /// <value>None by default: flows reach public addresses only.</value>
    public IReadOnlyList<string> OutboundHosts { get; init; } = [];

    /// <summary>Whether tool servers that are programs on this machine may be set up from the settings screens and the management API.</summary>
    /// <value>Null by default: only while the program listens on this machine's loopback addresses and nothing else.</value>
    public bool? ToolCommands { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        (from proxy in KnownProxies
         where !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)
         select new ValidationResult($"Security:KnownProxies: \"{proxy}\" is neither an address (10.0.0.7) nor a network (10.0.0.0/8).", [nameof(KnownProxies)]))
        .Concat(Provider?.Problems() ?? []);
}
