using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>With whom something is to be shared: this, and nothing else.</summary>
internal sealed record AccessBody
{
    /// <summary>Who may do what.</summary>
    public required IReadOnlyList<Given> Grants { get; init; }

    /// <summary>Of a connection: whether only those named may use it; left out, every editor may.</summary>
    public bool? Limited { get; init; }

    /// <summary>What one account is given.</summary>
    internal sealed record Given
    {
        /// <summary>The account's id or name; <c>*</c> for everyone.</summary>
        public required string Account { get; init; }

        /// <summary>view, edit or own.</summary>
        public required AccessLevel Level { get; init; }
    }
}
