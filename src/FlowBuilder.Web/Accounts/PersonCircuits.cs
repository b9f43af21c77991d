using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FlowBuilder.Web.Accounts;

/// <summary>Ties a window to the person who opened it: what comes from it counts as that person's, and for nothing once the session is over.</summary>
internal sealed class PersonCircuits(ScreenPerson screen, AuthenticationStateProvider authentication) : CircuitHandler
{
    /// <inheritdoc/>
    /// <remarks>Called before the first component is made.</remarks>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        screen.Begin((await authentication.GetAuthenticationStateAsync()).User);

    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        // The connection is cut too; what was on its way already, or comes by a connection kept open, does nothing.
        if (!screen.IsCurrent) return Task.CompletedTask;
        Acting.Current = new Acting(screen.Person, KeyId: null, Address: null);
        return next(context);
    };
}
