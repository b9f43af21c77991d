using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>The small things that a page asks of its browser (wwwroot/js/page.js).</summary>
internal sealed class PageScript(IJSRuntime script)
{
    /// <summary>Remembers the language and loads the page again in it.</summary>
    public Task SetLanguageAsync(string language) => script.CallAsync("page.setLanguage", language);

    /// <summary>Remembers a theme and shows it; empty for the system's own.</summary>
    public Task SetThemeAsync(string theme) => script.CallAsync("page.setTheme", theme);

    /// <summary>Ends the session of the browser and goes to the sign-in.</summary>
    public Task SignOutAsync() => script.CallAsync("page.signOut");

    /// <summary>Lets the page's address say what the page shows. Not a navigation: one that began meanwhile goes on.</summary>
    public Task RememberInAddressAsync(string address) => script.CallAsync("page.rememberInAddress", address);

    /// <summary>The browser's time zone, by its IANA id; empty where it tells none.</summary>
    public Task<string> TimeZoneAsync() => script.CallAsync<string>("page.timeZone");

    /// <summary>Remembers under which name the person wants to be seen by others; empty for none.</summary>
    public Task RememberNameAsync(string name) => script.CallAsync("page.rememberName", name);

    /// <summary>Opens a dialog above everything else.</summary>
    public Task OpenDialogAsync(ElementReference dialog) => script.CallAsync("page.openDialog", dialog);

    /// <summary>Scrolls an element into sight where it is not.</summary>
    public Task RevealAsync(string id) => script.CallAsync("page.reveal", id);

    /// <summary>Lets whoever comes into a field begin with all its text selected.</summary>
    public Task SelectOnFocusAsync(ElementReference field) => script.ListenAsync("page.selectOnFocus", field);

    /// <summary>Gives an element the focus.</summary>
    public Task FocusAsync(ElementReference element) => script.CallAsync("page.focusOn", element);

    /// <summary>Lets one write in a field, or in the first field within an element: over the text of a line, behind a longer text.</summary>
    public Task WriteAsync(ElementReference element) => script.CallAsync("page.write", element);

    /// <summary>Puts a text on the clipboard; false where the browser does not allow it.</summary>
    public Task<bool> CopyAsync(string text) => script.CallAsync<bool>("page.copy", text);

    /// <summary>Gives the person a file to keep.</summary>
    public Task DownloadAsync(string name, string text, string mediaType) => script.CallAsync("page.download", name, text, mediaType);

    /// <summary>Gives the person what an address of this site gives, to keep.</summary>
    public Task DownloadFromAsync(string address) => script.CallAsync("page.downloadFrom", address);
}
