using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Hosting;

/// <summary>How large the bodies of requests may be.</summary>
internal sealed record RequestLimits
{
    /// <summary>The largest flow file that is taken, in bytes.</summary>
    /// <value>1 KiB to 16 MiB; 16 MiB by default.</value>
    [Range(1024, FlowLimits.FileBytes)]
    public int FlowBytes { get; init; } = FlowLimits.FileBytes;

    /// <summary>The largest request to run a flow, in bytes; files among its inputs count by their base64.</summary>
    /// <value>1 KiB to 1 GiB; 32 MiB by default.</value>
    [Range(1024, 1024 * 1024 * 1024)]
    public int RunBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The largest delivery to a webhook, in bytes.</summary>
    /// <value>1 KiB to 32 MiB; 1 MiB by default.</value>
    [Range(1024, 32 * 1024 * 1024)]
    public int HookBytes { get; init; } = 1024 * 1024;

    /// <summary>The largest request that brings documents of a knowledge base, in bytes, all its files together.</summary>
    /// <value>1 KiB to 1 GiB; 512 MiB by default.</value>
    [Range(1024, 1024 * 1024 * 1024)]
    public int DocumentBytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>The largest body of any other request, in bytes.</summary>
    /// <value>1 KiB to 16 MiB; 1 MiB by default.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int OtherBytes { get; init; } = 1024 * 1024;
}
