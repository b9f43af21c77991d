using System.Collections.Concurrent;
using System.Net;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;
using FlowBuilder.Providers.Budgets;
using FlowBuilder.Providers.Faults;
using FlowBuilder.Providers.Offline;
using FlowBuilder.Providers.Prices;
using FlowBuilder.Providers.Resilience;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers;

/// <summary>Opens chat models and embeddings by the names of their connections.</summary>
/// <remarks>
/// Safe for use by many threads. Breaker and places are kept for as long as this lives and shared by all calls of a
/// connection; a connection that was changed in the store gets new ones with its next call.
/// </remarks>
public sealed class ChatModels : IChatModels, IEmbeddingModels, IDisposable
{
    private readonly ConcurrentDictionary<string, ConnectionRuntime> _runtimes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _tooLarge = new(StringComparer.Ordinal);
    private readonly IConnectionStore _store;
    private readonly ProviderOptions _options;
    private readonly TimeProvider _time;
    private readonly SocketsHttpHandler _transport;
    private readonly IChatProvider[] _providers;

    /// <summary>Makes it over a store of connections.</summary>
    /// <param name="store">The connections.</param>
    /// <param name="options">What is set for all providers alike.</param>
    /// <param name="time">The clock.</param>
    /// <param name="rules">The hosts that are open whatever their address; none where they are left out.</param>
    public ChatModels(IConnectionStore store, ProviderOptions options, TimeProvider time, OutboundRules? rules = null)
    {
        _store = store;
        _options = options;
        _time = time;
        _providers = [new OfflineProvider(options, time), new OpenAi.OpenAiProvider(), new Anthropic.AnthropicProvider()];
        _transport = GuardedHandler.Create(rules ?? new OutboundRules(), OutboundReach.Named);
        _transport.ConnectTimeout = options.ConnectTimeout;
        _transport.PooledConnectionLifetime = TimeSpan.FromMinutes(5);

        // Unpacking would hold back the pieces of a stream.
        _transport.AutomaticDecompression = DecompressionMethods.None;

        // An answer that is given up is not read to its end: its socket closes at once.
        _transport.MaxResponseDrainSize = 0;
        _transport.ResponseDrainTimeout = TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public async ValueTask<OpenedChatModel> OpenAsync(
        string connection, string? model, ICallObserver observer, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(connection, model, observer, [connection], cancellationToken).ConfigureAwait(false);
        return opened with { Client = new MeteredChatClient(opened.Client, opened.Model, opened.Price, _tooLarge) };
    }

    /// <inheritdoc/>
    public async ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken)
    {
        var found = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        RefuseIfReplaying(found);
        if (ProviderOf(found) is not IEmbeddingProvider provider) throw CannotEmbed(found);
        var runtime = RuntimeOf(found);
        var generator = new ResilientEmbeddings(provider.CreateEmbedding(found, model, runtime.Http, runtime.Faults), runtime, _time);
        return new MeteredEmbeddings(generator, model, ModelPrices.Find(model));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken)
    {
        var found = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return found.Models.Count > 0 ? found.Models : await AskForModelsAsync(found, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a connection's provider for its models: the test of a connection, stored or not yet.</summary>
    /// <exception cref="NodeException">The provider could not be asked; the text says what to do.</exception>
    public async ValueTask<IReadOnlyList<string>> AskForModelsAsync(Connection connection, CancellationToken cancellationToken)
    {
        var runtime = new ConnectionRuntime(connection, _transport, _options, _time);
        using var clock = new TokenClock(_time, cancellationToken);
        clock.Start(_options.ListModelsTimeout);
        try
        {
            return await ProviderOf(connection)
                .ListModelsAsync(connection, runtime.Http, runtime.Faults, clock.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw clock.HasRunOut
                ? runtime.Faults.FirstTokenTimeout(_options.ListModelsTimeout)
                : AnyFailure.From(failure, runtime.Faults);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new OperationCanceledException("The call was cancelled.", failure, cancellationToken);
        }
    }

    /// <summary>Closes the lines to the providers.</summary>
    public void Dispose() => _transport.Dispose();

    private async ValueTask<OpenedChatModel> OpenAsync(
        string name, string? model, ICallObserver observer, string[] tried, CancellationToken cancellationToken)
    {
        var connection = await FindAsync(name, cancellationToken).ConfigureAwait(false);
        RefuseIfReplaying(connection);
        var chosen = await ChooseAsync(connection, model, cancellationToken).ConfigureAwait(false);
        var runtime = RuntimeOf(connection);
        var client = ProviderOf(connection).Create(connection, chosen, runtime.Http, runtime.Faults);
        var isOffline = connection.Kind == ConnectionKind.Offline;
        var opened = isOffline
            ? client
            : new ResilientChatClient(
                client,
                runtime,
                observer,
                (failure, token) => OpenFallbackAsync(connection, model, failure, observer, tried, token),
                _time);
        return new OpenedChatModel(opened, connection.Name, chosen, ModelPrices.Find(chosen), isOffline);
    }

    private async ValueTask<IChatClient?> OpenFallbackAsync(
        Connection connection,
        string? model,
        NodeException failure,
        ICallObserver observer,
        string[] tried,
        CancellationToken cancellationToken)
    {
        // What the flow's author did wrong stays wrong elsewhere, and hiding it would not help them.
        if (connection.Fallback is not { } fallback || tried.Contains(fallback) || failure.Kind == FaultKind.Flow) return null;
        var other = await FindAsync(fallback, cancellationToken).ConfigureAwait(false);
        observer.OnRetry(tried.Length, TimeSpan.Zero, LocalText.Of(
            $"{failure.Text.English} Trying the fallback connection “{fallback}” instead.",
            $"{failure.Text.For(System.Globalization.CultureInfo.GetCultureInfo("ko"))} 대체 연결 ‘{fallback}’(으)로 다시 시도합니다."));
        var opened = await OpenAsync(
            fallback,
            model is not null && other.Models.Contains(model) ? model : null,
            observer,
            [.. tried, fallback],
            cancellationToken).ConfigureAwait(false);
        return opened.Client;
    }

    private async ValueTask<Connection> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (found is not null) return found;
        if (name == OfflineProvider.ConnectionName) return OfflineProvider.Connection;
        throw new ModelException(
            ModelFaultCodes.UnknownConnection,
            LocalText.Of(
                $"There is no connection named “{name}”. Choose another one in the node, or add it under Connections.",
                $"‘{name}’(이)라는 연결이 없습니다. 노드에서 다른 연결을 선택하거나 연결 화면에서 추가하세요."),
            FaultKind.Flow);
    }

    /// <summary>The model asked for, the connection's first, or the only one that the provider has.</summary>
    private async ValueTask<string> ChooseAsync(Connection connection, string? model, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(model)) return model.Trim();
        if (connection.Models.Count > 0) return connection.Models[0];
        var offered = await AskForModelsAsync(connection, cancellationToken).ConfigureAwait(false);
        if (offered.Count == 1) return offered[0];
        var some = string.Join(", ", offered.Take(5));
        throw new ModelException(
            ModelFaultCodes.NotChosen,
            LocalText.Of(
                $"No model is chosen, and “{connection.Name}” has no default. Choose one in the node{(some.Length > 0 ? $", for example: {some}" : "")}.",
                $"모델이 선택되지 않았고 ‘{connection.Name}’에 기본 모델이 없습니다. 노드에서 모델을 선택하세요{(some.Length > 0 ? $"(예: {some})" : "")}."),
            FaultKind.Flow);
    }

    private ConnectionRuntime RuntimeOf(Connection connection) => _runtimes.AddOrUpdate(
        connection.Name,
        _ => new ConnectionRuntime(connection, _transport, _options, _time),
        (_, kept) => kept.Fits(connection) ? kept : new ConnectionRuntime(connection, _transport, _options, _time));

    private IChatProvider ProviderOf(Connection connection) =>
        _providers.FirstOrDefault(provider => provider.Speaks(connection.Kind)) ?? throw new ModelException(
            ModelFaultCodes.InvalidConnection,
            LocalText.Of(
                $"The connection “{connection.Name}” is of the kind “{connection.Kind}”, which this installation does not know. Choose another kind in its settings.",
                $"‘{connection.Name}’ 연결의 종류 ‘{connection.Kind}’을(를) 이 설치에서는 알지 못합니다. 연결 설정에서 다른 종류를 선택하세요."),
            FaultKind.Flow);

    // A run that is replayed never comes here: this one would call the provider, which the operator does not want.
    private static void RefuseIfReplaying(Connection connection)
    {
        if (connection.Recording != RecordingMode.Replay) return;
        throw new ModelException(
            ModelFaultCodes.OnlyReplays,
            LocalText.Of(
                $"The connection “{connection.Name}” is set to replay recordings, and this is no run that is replayed. Set it to live under Connections.",
                $"‘{connection.Name}’ 연결은 기록만 재생하도록 설정되어 있는데, 지금은 재생하는 실행이 아닙니다. 연결 화면에서 실제 호출로 바꾸세요."),
            FaultKind.Flow);
    }

    private static ModelException CannotEmbed(Connection connection) => new(
        ModelFaultCodes.CannotEmbed,
        LocalText.Of(
            $"The connection “{connection.Name}” has no embeddings. Choose one that speaks OpenAI's protocol, or the offline embedding.",
            $"‘{connection.Name}’ 연결에는 임베딩이 없습니다. OpenAI 방식의 연결을 선택하거나 오프라인 임베딩을 쓰세요."),
        FaultKind.Flow);
}
