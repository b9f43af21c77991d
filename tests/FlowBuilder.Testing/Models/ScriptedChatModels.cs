using FlowBuilder.Core.Models;

namespace FlowBuilder.Testing.Models;

/// <summary>Connections whose models answer what a test wrote down for them.</summary>
public sealed class ScriptedChatModels(ScriptedChatClient client) : IChatModels
{
    /// <summary>Models that give these answers one after the other, each in small pieces.</summary>
    public ScriptedChatModels(params string[] answers)
        : this(new ScriptedChatClient([.. answers.Select(ScriptedAnswer.Of)]))
    {
    }

    /// <summary>The client that every connection opens.</summary>
    public ScriptedChatClient Client { get; } = client;

    /// <summary>The connections and models that were opened, as <c>connection/model</c>.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>What a million tokens cost; unknown by default.</summary>
    public ModelPrice? Price { get; init; }

    /// <inheritdoc/>
    public ValueTask<OpenedChatModel> OpenAsync(string connection, string? model, ICallObserver observer, CancellationToken cancellationToken)
    {
        Opened.Add($"{connection}/{model}");
        var name = string.IsNullOrEmpty(model) ? "scripted-1" : model;
        return ValueTask.FromResult(new OpenedChatModel(Client, connection, name, Price, IsDeterministic: true));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>>(["scripted-1"]);
}
