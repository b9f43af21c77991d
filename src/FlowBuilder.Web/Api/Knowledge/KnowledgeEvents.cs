using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using FlowBuilder.Core;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Knowledge;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What happens in a knowledge base as server-sent events, each the state of something as it is then.</summary>
/// <remarks>
/// <c>knowledge</c> has the knowledge base with its counts, <c>document</c> a document, <c>document-removed</c> the id of one. First
/// come the knowledge base and every unfinished document. A slow reader gets fewer events, and the latest state always.
/// </remarks>
internal sealed class KnowledgeEvents(
    string id, IKnowledgeStore bases, IKnowledgeDocuments documents, KnowledgeNews news, TimeProvider time, IHostApplicationLifetime program) : IResult
{
    private const int MostAtFirst = 200;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _changed = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => LiveAnswer.UntilGoneAsync(httpContext, async gone =>
    {
        // Listening begins before the first look, so that nothing falls between.
        news.Changed += Note;
        try
        {
            await LiveAnswer.BeginAsync(httpContext, "text/event-stream", runId: null);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, program.ApplicationStopping);
            await WriteAsync(httpContext.Response.BodyWriter, ending.Token);
        }
        catch (OperationCanceledException) when (program.ApplicationStopping.IsCancellationRequested)
        {
            // The server waits for every answer before it ends, and this one has no end of its own.
        }
        finally
        {
            news.Changed -= Note;
        }
    });

    private async Task WriteAsync(PipeWriter output, CancellationToken gone)
    {
        if (!await WriteBaseAsync(output, gone)) return;
        foreach (var document in await documents.ListAsync(id, state: null, skip: 0, MostAtFirst, gone))
        {
            if (document.IsUnfinished) Write(output, "document", DocumentItem.Of(document));
        }

        await output.FlushAsync(gone);
        await using var line = new QuietLine(time, output, gone);
        while (true)
        {
            await line.BeatUntilAsync(_bell.Reader.ReadAsync(gone));
            foreach (var document in Taken())
            {
                if (await documents.FindAsync(id, document, gone) is { } found) Write(output, "document", DocumentItem.Of(found));
                else Write(output, "document-removed", new { id = document });
            }

            if (!await WriteBaseAsync(output, gone)) return;
            await output.FlushAsync(gone);
        }
    }

    private async Task<bool> WriteBaseAsync(PipeWriter output, CancellationToken gone)
    {
        if (await bases.FindAsync(id, gone) is not { } found) return false;
        Write(output, "knowledge", KnowledgeItem.Of(found));
        return true;
    }

    private string[] Taken()
    {
        lock (_lock)
        {
            string[] taken = [.. _changed];
            _changed.Clear();
            return taken;
        }
    }

    private void Note(string baseId, string? documentId)
    {
        if (baseId != id) return;
        lock (_lock)
        {
            if (documentId is not null) _changed.Add(documentId);
        }

        _bell.Writer.TryWrite(true);
    }

    private static void Write<T>(PipeWriter output, string name, T value)
    {
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", output);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options));
        output.Write("\n\n"u8);
    }
}
