namespace FlowBuilder.Nodes.Guards;

/// <summary>Looks at a text that comes in pieces and holds back no more than it must. Where the pieces end makes no difference.</summary>
internal interface ITextGuard
{
    /// <summary>Takes the next piece and gives the stretches that are sure by now.</summary>
    IEnumerable<GuardPiece> Append(string chunk);

    /// <summary>The text has ended: gives the rest. A stretch may be empty and bring findings about the whole.</summary>
    IEnumerable<GuardPiece> End();
}
