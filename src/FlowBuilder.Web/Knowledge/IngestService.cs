using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Storage;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Works through the line of documents for as long as the program runs, a few at a time.</summary>
/// <remarks>The line is in the database: nothing waits in memory, and what the end of the program interrupts is taken up by its next start.</remarks>
internal sealed class IngestService(
    IKnowledgeWork work, DocumentIngest ingest, KnowledgeNews news, TimeProvider time, ILogger<IngestService> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly SemaphoreSlim _places = new(Places, Places);
    private readonly HashSet<Task> _running = [];

    private static int Places => Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <inheritdoc/>
    public override void Dispose()
    {
        news.Queued -= Ring;
        _bell.Dispose();
        _places.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Queued += Ring;
        try
        {
            await TryAsync(() => work.RecoverAsync(stoppingToken), stoppingToken);
            while (true) await NextAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running);
        }
    }

    private async Task NextAsync(CancellationToken stopping)
    {
        await _places.WaitAsync(stopping);
        var claimed = await TryAsync(() => work.ClaimAsync(1, stopping), stopping);
        _running.RemoveWhere(task => task.IsCompleted);
        if (claimed.Count > 0)
        {
            _running.Add(RunAsync(claimed[0], stopping));
            return;
        }

        _places.Release();
        if (_running.Count == 0) await TryAsync(() => work.SweepAsync(stopping), stopping);
        await _bell.WaitAsync(stopping);
    }

    private async Task RunAsync(KnowledgeTicket ticket, CancellationToken stopping)
    {
        try
        {
            // Whoever stops a document voids its ticket first. Where that is good still, what was meant had ended already, and this took its place meanwhile.
            while (await IsStoppedAsync(ticket, stopping) && await BeginAgainAsync(ticket, stopping)) ;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start goes on.
        }
        finally
        {
            _places.Release();
            Ring();
        }
    }

    /// <summary>Works on a document until that has an end.</summary>
    /// <returns>Whether the end is that somebody stopped it.</returns>
    private async Task<bool> IsStoppedAsync(KnowledgeTicket ticket, CancellationToken stopping)
    {
        var (baseId, id) = (ticket.Document.BaseId, ticket.Document.Id);
        var source = news.Begin(baseId, id, stopping);
        try
        {
            // Off the one that hands out the work: reading a file is computing.
            await Task.Run(() => WorkAsync(ticket, source.Token), source.Token);
            return false;
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            return !stopping.IsCancellationRequested;
        }
        catch (NodeException fault)
        {
            await FailAsync(ticket, new KnowledgeFault(fault.Code, fault.Text), stopping);
            return false;
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "A document of the knowledge base {KnowledgeBase} could not be taken in.", baseId);
            await FailAsync(ticket, Unexpected, stopping);
            return false;
        }
        finally
        {
            news.End(baseId, id, source);
        }
    }

    // A store that another holds for a while says nothing of the document: it is begun again, and what is stored of it stays.
    private async Task WorkAsync(KnowledgeTicket ticket, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await ingest.RunAsync(ticket, () => news.Tell(ticket.Document.BaseId, ticket.Document.Id), stopping);
                return;
            }
            catch (StorageException held) when (held.Code == StorageException.Busy)
            {
                logger.LogWarning(held, "A document of the knowledge base {KnowledgeBase} is begun again in {Seconds} seconds.", ticket.Document.BaseId, AfterFailure.TotalSeconds);
                await Task.Delay(AfterFailure, time, stopping);
                await BeginAgainAsync(ticket, stopping);
            }
        }
    }

    // Nothing where the ticket is void.
    private Task<bool> BeginAgainAsync(KnowledgeTicket ticket, CancellationToken stopping) =>
        TryAsync(() => work.AdvanceAsync(ticket, KnowledgeDocumentState.Loading, 0, 0, stopping), stopping);

    private async Task FailAsync(KnowledgeTicket ticket, KnowledgeFault fault, CancellationToken stopping)
    {
        try
        {
            await TryAsync(() => work.FailAsync(ticket, fault, stopping), stopping);
            news.Tell(ticket.Document.BaseId, ticket.Document.Id);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start finds it out again.
        }
    }

    // The store may be full or busy: what must be stored is tried until it is.
    private async Task<T> TryAsync<T>(Func<ValueTask<T>> call, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(failure, "The line of documents could not be read or written; the next try is in {Seconds} seconds.", AfterFailure.TotalSeconds);
                await Task.Delay(AfterFailure, time, stopping);
            }
        }
    }

    private void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // It rings already, or nobody is there any more.
        }
    }

    private static KnowledgeFault Unexpected => new("knowledge.internal", LocalText.Of(
        "Something went wrong in this program while it read the document. Its operator finds the details in the log; trying again may help.",
        "문서를 읽는 동안 프로그램에 문제가 생겼습니다. 운영자가 로그에서 자세한 내용을 볼 수 있습니다. 다시 시도하면 해결될 수 있습니다."));
}
