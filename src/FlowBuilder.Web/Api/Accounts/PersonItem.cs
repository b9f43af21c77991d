using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>Whoever asks.</summary>
/// <param name="Id">The account; absent for whoever sits at this machine, and for keys from before there were accounts.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="Role">viewer, editor or administrator.</param>
internal sealed record PersonItem(string? Id, string Name, AccountRole Role);
