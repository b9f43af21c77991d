namespace FlowBuilder.Web.Components.Shared;

/// <summary>Tells people who hear the page what just happened, where others see it.</summary>
/// <remarks>Belongs to one circuit; may be called on any thread.</remarks>
internal sealed class Announcer
{
    /// <summary>Raised with each sentence.</summary>
    public event Action<string>? Said;

    /// <summary>Says a sentence when the screen reader next pauses.</summary>
    public void Say(string text) => Said?.Invoke(text);
}
