using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Models;

/// <summary>A chat model that is ready to be called.</summary>
/// <param name="Client">The client; it owns nothing that must be disposed by its user. Its failures are <see cref="Faults.NodeException"/>s.</param>
/// <param name="Connection">The connection's name.</param>
/// <param name="Model">The model's name, the default filled in.</param>
/// <param name="Price">What a million tokens cost, or null where it is not known.</param>
/// <param name="IsDeterministic">Whether the same request always gives the same answer.</param>
public sealed record OpenedChatModel(
    IChatClient Client,
    string Connection,
    string Model,
    ModelPrice? Price,
    bool IsDeterministic);
