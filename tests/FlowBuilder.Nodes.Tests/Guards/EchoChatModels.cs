using FlowBuilder.Core.Models;

namespace FlowBuilder.Nodes.Tests.Guards;

/// <summary>Connections that all lead to one echo.</summary>
internal sealed class EchoChatModels(EchoChatClient client) : IChatModels
{
    public ValueTask<OpenedChatModel> OpenAsync(string connection, string? model, ICallObserver observer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new OpenedChatModel(client, connection, "echo", null, IsDeterministic: true));

    public ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>>(["echo"]);
}
