using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Pictures that go through a flow.</summary>
[CancelAfter(60_000)]
public sealed class PictureValueTests
{
    private const string Flow = """
        {
          "format": "flowbuilder/1", "name": "Picture",
          "nodes": [
            { "id": "picture", "type": "input.image", "version": 1, "title": "Picture", "position": { "x": 0, "y": 0 }, "settings": { "name": "picture", "default": {
              "name": "blue.png", "mediaType": "image/png",
              "base64": "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAGklEQVR42mOwjr5NFcQwatCoQaMGjRpEGQIACoIpn1VO2yMAAAAASUVORK5CYII=" } } }
          ],
          "edges": []
        }
        """;

    [Test]
    public async Task A_picture_is_shown_as_a_picture_in_the_tab_of_its_output()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flow);
        var runs = new RunView(window.Page);

        await editor.RunToItsEndAsync();
        await editor.SelectAsync("picture");
        await runs.ShowTabAsync("Output");

        var picture = runs.Given("value").Locator("img");
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 24);
        await Expect(picture).ToHaveJSPropertyAsync("naturalHeight", 16);
        await Expect(picture).ToHaveAttributeAsync("alt", "Picture that the node gave");
    }
}
