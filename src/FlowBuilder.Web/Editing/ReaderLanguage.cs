using System.Globalization;

namespace FlowBuilder.Web.Editing;

/// <summary>The language of one window: what another window brings about is drawn in this one's, not in theirs.</summary>
/// <remarks>A thread carries the language of whoever it works for; made on the window's own dispatcher, this remembers it.</remarks>
internal sealed class ReaderLanguage
{
    private readonly CultureInfo _formats = CultureInfo.CurrentCulture;
    private readonly CultureInfo _texts = CultureInfo.CurrentUICulture;

    /// <summary>Does something in the window's language.</summary>
    public void Do(Action action)
    {
        var (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_formats, _texts);
        try
        {
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);
        }
    }
}
