namespace FlowBuilder.Core.Estimating;

/// <summary>What an estimate is made from.</summary>
public enum EstimateBasis
{
    /// <summary>Earlier runs of the same node with the same settings: their median, and what nine of ten kept below.</summary>
    Runs,

    /// <summary>The lengths of texts and the limits in the settings.</summary>
    Texts,

    /// <summary>Runs for some nodes, texts for others.</summary>
    Both,
}
