using System.Net.Http.Json;
using System.Text;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>Saves a flow, publishes versions of it, runs it and adds documents as fast as it can, and remembers what was acknowledged.</summary>
/// <param name="number">Which of the clients it is.</param>
/// <param name="knowledge">The knowledge base that documents go to.</param>
internal sealed class KilledClient(int number, string knowledge)
{
    private readonly SavedFlow _flow = new(null!, padding: 500);
    private readonly Dictionary<int, long> _versions = [];
    private readonly Dictionary<string, string> _documents = [];
    private readonly List<int> _newVersions = [];
    private readonly List<string> _newDocuments = [];
    private TaskCompletionSource _busy = new();
    private int _turn;

    /// <summary>Done when it has had a save and something else acknowledged since it began to work.</summary>
    public Task Busy => _busy.Task;

    public int Saves { get; private set; }

    public int Runs { get; private set; }

    public int Versions => _versions.Count;

    public int Documents => _documents.Count;

    /// <summary>Works until the program is gone, or the test ends it.</summary>
    public async Task WorkAsync(HttpClient client, CancellationToken cancellationToken)
    {
        _busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            while (true)
            {
                using var saved = await _flow.SaveAsync(cancellationToken);
                await AssertTakenAsync(saved, cancellationToken);
                Saves++;
                switch (_turn++ % 3)
                {
                    case 0: await PublishAsync(client, cancellationToken); break;
                    case 1: await AddDocumentAsync(client, cancellationToken); break;
                    default: await RunAsync(client, cancellationToken); break;
                }

                _busy.TrySetResult();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // Killed: what was not acknowledged by now may be there or not.
        }
    }

    /// <summary>Fails unless the program has all that was acknowledged since the last time; of everything where <paramref name="all"/>.</summary>
    public async Task CheckAsync(HttpClient reader, bool all, CancellationToken cancellationToken)
    {
        await _flow.ContinueAsync(reader, cancellationToken);
        foreach (var version in all ? [.. _versions.Keys] : _newVersions)
        {
            var file = await reader.GetFromJsonAsync<System.Text.Json.JsonElement>($"api/v1/flows/{_flow.Id}/versions/{version}", cancellationToken);
            Assert.That(file.GetProperty("name").GetString(), Is.EqualTo($"{_versions[version]}"), $"version {version} of flow {_flow.Id}");
        }

        foreach (var id in all ? [.. _documents.Keys] : _newDocuments)
            Assert.That(await reader.GetStringAsync($"api/v1/knowledge/{knowledge}/documents/{id}/content", cancellationToken), Is.EqualTo(_documents[id]), $"document {id}");
        _newVersions.Clear();
        _newDocuments.Clear();
    }

    private async Task PublishAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/flows/{_flow.Id}/publish", new { slug = $"killed-{number}" }, cancellationToken);
        await AssertTakenAsync(answer, cancellationToken);
        var version = (await answer.JsonAsync(cancellationToken)).GetProperty("version").GetInt32();
        _versions[version] = _flow.Acknowledged;
        _newVersions.Add(version);
    }

    private async Task AddDocumentAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var text = $"Document {_turn} of client {number}. 문서입니다.";
        using var answer = await client.AddFilesAsync(knowledge, cancellationToken, ($"{number}-{_turn}.txt", Encoding.UTF8.GetBytes(text)));
        await AssertTakenAsync(answer, cancellationToken);
        var id = (await answer.JsonAsync(cancellationToken)).GetProperty("documents")[0].GetProperty("id").GetString()!;
        _documents[id] = text;
        _newDocuments.Add(id);
    }

    private async Task RunAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.RunAsync(_flow.Id!, """{"inputs":{"question":"?"}}""", cancellationToken);
        await AssertTakenAsync(answer, cancellationToken);
        Runs++;
    }

    // Read whole: the program may go in the midst of an answer whose status has come.
    private static async Task AssertTakenAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        Assert.That((int)answer.StatusCode, Is.InRange(200, 299), await answer.Content.ReadAsStringAsync(cancellationToken));
}
