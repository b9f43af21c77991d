using System.Globalization;

namespace FlowBuilder.Core.Text;

/// <summary>The languages that this program's own sentences are written in, beside English.</summary>
public static class Languages
{
    /// <summary>Korean.</summary>
    public static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");
}
