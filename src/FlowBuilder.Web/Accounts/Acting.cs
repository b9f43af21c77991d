using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>Who acts in the request or on the page that the present code works for: what the audit log writes down.</summary>
/// <remarks>For the audit log only. What a person may do is asked of the person that is handed on, never of this: it follows tasks, also into those of others.</remarks>
/// <param name="Person">Who.</param>
/// <param name="KeyId">The key that was shown; null for none.</param>
/// <param name="Address">Where from; null where it is not known.</param>
internal sealed record Acting(Person Person, string? KeyId, string? Address)
{
    private static readonly AsyncLocal<Acting?> Ambient = new();

    /// <summary>Who acts now; null where the program works by itself.</summary>
    public static Acting? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
