using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Notes every text that a card shows and whether the run was still going: a text that stood only for a moment is not missed.</summary>
internal sealed class LiveText(IPage page)
{
    public static async Task<LiveText> WatchAsync(IPage page, string nodeId)
    {
        await page.EvaluateAsync("""
            id => {
              const seen = window.seenLive = [];
              const look = () => {
                const card = document.querySelector(`.node[data-id="${id}"]`);
                const text = card?.querySelector('.node-output')?.textContent ?? '';
                const running = card?.dataset.status === 'running' && document.querySelector('[data-action="stop"]') !== null;
                if (running && text.trim() && seen.at(-1) !== text) seen.push(text);
              };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """, nodeId);
        return new LiveText(page);
    }

    /// <summary>The different texts that the card showed while its node was running, in order.</summary>
    public async Task<IReadOnlyList<string>> SeenAsync() => await page.EvaluateAsync<string[]>("() => window.seenLive");
}
