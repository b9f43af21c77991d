using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FlowBuilder.Web.Editing.Presence;

/// <summary>Tells a window's components whether its browser is connected: the window itself outlives a short outage.</summary>
internal sealed class CircuitWatch : CircuitHandler
{
    /// <summary>Raised after <see cref="IsUp"/> changed, on any thread.</summary>
    public event Action<bool>? Changed;

    /// <summary>Whether the browser is connected.</summary>
    public bool IsUp { get; private set; } = true;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Set(true);

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Set(false);

    private Task Set(bool isUp)
    {
        IsUp = isUp;
        Changed?.Invoke(isUp);
        return Task.CompletedTask;
    }
}
