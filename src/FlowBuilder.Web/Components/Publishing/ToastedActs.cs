using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Shared;

namespace FlowBuilder.Web.Components.Publishing;

/// <summary>Does what a person asked for, and says in words where it could not be done.</summary>
internal static class ToastedActs
{
    /// <summary>Does something; false where it could not be done, which is said then.</summary>
    public static async Task<bool> TryAsync(this Toasts toasts, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            toasts.Show(new Toast(problem.Detail.ToString(), IsProblem: true));
            return false;
        }
    }
}
