namespace FlowBuilder.Benchmarks.Nodes;

/// <summary>Lets a node give its next piece when the benchmark says so.</summary>
public sealed class Metronome
{
    private readonly SemaphoreSlim _beats = new(0);

    /// <summary>Pieces of one run.</summary>
    public int Beats { get; set; }

    /// <summary>Whether pieces wait for a beat.</summary>
    public bool IsOn { get; set; }

    public void Beat() => _beats.Release();

    public Task NextAsync(CancellationToken cancellationToken) => _beats.WaitAsync(cancellationToken);
}
