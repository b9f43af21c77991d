using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Memory;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>What flows remember of people and conversations: looked through and erased.</summary>
public sealed partial class MemoryPage
{
    private readonly Dictionary<MemoryOwner, string> _names = [];
    private IReadOnlyList<MemoryOverview>? _owners;
    private IReadOnlyList<MemoryFact> _facts = [];
    private IReadOnlyList<MemorySummary> _summaries = [];
    private MemoryOwner? _open;
    private MemoryOwner? _erased;
    private bool _isErasingAll;

    [Inject] private AuditTrail Audit { get; set; } = null!;

    [Inject] private IMemoryStore Memory { get; set; } = null!;

    [Inject] private IConversationStore Conversations { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <summary>The person or conversation that is shown first; as in a link from a chat.</summary>
    [SupplyParameterFromQuery] public string? Session { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ListAsync();
        if (_owners!.FirstOrDefault(overview => overview.Owner.Kind == MemoryOwnerKind.Session && overview.Owner.Id == Session) is { } linked) await ToggleAsync(linked.Owner);
    }

    private string NameOf(MemoryOwner owner) => _names.GetValueOrDefault(owner, owner.Id);

    private async Task ListAsync()
    {
        _owners = await Memory.ListAsync(CancellationToken.None);
        foreach (var owner in _owners.Select(overview => overview.Owner).Where(owner => owner.Kind == MemoryOwnerKind.Session && !_names.ContainsKey(owner)))
        {
            // A caller's own conversation has no name here.
            if (await Conversations.FindAsync(owner.Id, CancellationToken.None) is { } conversation) _names[owner] = conversation.Name;
        }
    }

    private async Task ToggleAsync(MemoryOwner owner)
    {
        _open = _open == owner ? null : owner;
        if (_open is not null) await ReadAsync(owner);
    }

    private async Task ReadAsync(MemoryOwner owner)
    {
        _facts = await Memory.ListFactsAsync(owner, CancellationToken.None);
        _summaries = await Memory.ListSummariesAsync(owner, CancellationToken.None);
    }

    private async Task EraseFactAsync(MemoryFact fact)
    {
        await Memory.EraseFactAsync(fact.Id, CancellationToken.None);
        await ErasedAsync("fact");
        if (_open is { } owner) await ReadAsync(owner);
        await ListAsync();
    }

    private async Task EraseAsync(MemoryOwner owner)
    {
        _erased = null;
        await Memory.EraseAsync(owner, CancellationToken.None);
        await ErasedAsync(owner.Kind.ToString().ToLowerInvariant());
        await ListAsync();
    }

    private async Task EraseAllAsync()
    {
        _isErasingAll = false;
        await Memory.EraseAllAsync(CancellationToken.None);
        await ErasedAsync("all");
        await ListAsync();
    }

    // Of whom it was is not written down: that would be remembering it.
    private async Task ErasedAsync(string what)
    {
        await Audit.WriteAsync("memory.erased", targetId: null, targetName: null, what);
        Toasts.Show(new Toast(L["Memory.Erased"]));
    }
}
