namespace FlowBuilder.Web.Accounts;

/// <summary>Where a browser goes once somebody has signed in.</summary>
internal static class ReturnAddress
{
    private const string Home = "/";

    /// <summary>The address that was asked for, where it is a path of this program; else the home page.</summary>
    /// <remarks>Browsers read <c>//host</c> and <c>/\host</c> as another site.</remarks>
    public static string Of(string? asked) =>
        asked is { Length: > 1 } && asked[0] == '/' && asked[1] is not ('/' or '\\') && !asked.Any(char.IsControl) ? asked : Home;
}
