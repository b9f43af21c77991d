using System.Globalization;
using System.Net.Http.Headers;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>A flow that a client saves again and again, and what of it was acknowledged.</summary>
/// <param name="client">The client of the program that saves it.</param>
/// <param name="padding">How many letters the flow is longer than it need be.</param>
internal sealed class SavedFlow(HttpClient client, int padding = 0)
{
    private HttpClient _client = client;

    private static readonly FlowFormat Format = new(NodeCatalogue.FromAssemblies([typeof(NodesRegistration).Assembly]));

    private const string Echo = """
        question: input.text {"name":"question"}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    /// <summary>The flow's id once it is stored.</summary>
    public string? Id { get; private set; }

    /// <summary>The last revision that a client was told is saved; 0 for none.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Goes on with another program on the same data, from what is stored there; fails where that is not what must be.</summary>
    public async Task ContinueAsync(HttpClient next, CancellationToken cancellationToken)
    {
        _client = next;
        if (Id is not null) Acknowledged = await AssertStoredAsync(next, cancellationToken);
    }

    /// <summary>Saves the next revision.</summary>
    /// <returns>The answer; the revision counts as acknowledged where it is a success.</returns>
    public async Task<HttpResponseMessage> SaveAsync(CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(FileAt(Acknowledged + 1));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(Id is null ? HttpMethod.Post : HttpMethod.Put, Id is null ? "api/v1/flows" : $"api/v1/flows/{Id}") { Content = content };
        if (Id is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{Acknowledged}\"");
        var answer = await _client.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            var body = await answer.JsonAsync(cancellationToken);
            (Id, Acknowledged) = (body.GetProperty("id").GetString(), body.GetProperty("revision").GetInt64());
        }

        return answer;
    }

    /// <summary>Fails unless the program has the last acknowledged revision, or the one after it, whole.</summary>
    /// <returns>The revision that is stored.</returns>
    public async Task<long> AssertStoredAsync(HttpClient reader, CancellationToken cancellationToken)
    {
        using var answer = await reader.GetAsync($"api/v1/flows/{Id}", cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), $"flow {Id} at revision {Acknowledged}");
        var revision = long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);

        // One save may have been stored without its acknowledgement having been heard.
        Assert.That(revision, Is.InRange(Acknowledged, Acknowledged + 1), $"flow {Id}");
        Assert.That(await answer.Content.ReadAsByteArrayAsync(cancellationToken), Is.EqualTo(FileAt(revision)), $"flow {Id} is whole");
        return revision;
    }

    private byte[] FileAt(long revision)
    {
        var number = revision.ToString(CultureInfo.InvariantCulture);
        return Format.Write(FlowText.Parse(Echo) with { Name = number, Description = new string('설', padding) + number });
    }
}
