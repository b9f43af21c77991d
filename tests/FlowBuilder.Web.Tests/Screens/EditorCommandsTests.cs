using FlowBuilder.Web.Components.Editor.Commands;

namespace FlowBuilder.Web.Tests.Screens;

[Parallelizable(ParallelScope.All)]
public sealed class EditorCommandsTests
{
    [Test]
    public void Every_command_has_a_name_in_both_languages()
    {
        var keys = EditorCommands.All.SelectMany(command => new[] { $"Command.{command.Id}", $"Command.{RowOf(command)}", $"CommandGroup.{command.Group}" });

        Assert.That(keys.Where(key => BothLanguages.Of(key).Distinct().Count() < 2), Is.Empty);
    }

    [Test]
    public void Every_context_menu_has_a_name_and_entries()
    {
        foreach (var target in Enum.GetValues<CommandTargets>().Where(target => target != CommandTargets.None))
        {
            Assert.That(BothLanguages.Of($"Menu.{target}").Count(), Is.EqualTo(2), target.ToString());
            Assert.That(EditorCommands.For(target), Is.Not.Empty, target.ToString());
        }
    }

    [Test]
    public void No_key_means_two_commands() =>
        Assert.That(EditorCommands.All.SelectMany(command => command.Keys), Is.Unique);

    [Test]
    public void Every_command_has_an_icon_that_is_drawn() => Assert.That(
        EditorCommands.All.Select(command => command.Icon).Distinct().Where(icon => !icon.StartsWith("swatch-", StringComparison.Ordinal)),
        Is.SubsetOf(IconShapes.Names));

    [Test]
    public void Keys_that_the_browser_understands_itself_are_not_taken_from_it() => Assert.That(
        EditorCommands.Keys.Select(meaning => meaning.Key),
        Does.Contain("Ctrl+Z").And.Not.Contains("Ctrl+C").And.Not.Contains("Ctrl+V").And.Not.Contains("Ctrl+X"));

    private static string RowOf(EditorCommand command) => command.Row.Length > 0 ? command.Row : command.Id;
}
