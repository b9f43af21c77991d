using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Core.Tests.Privacy;

[Parallelizable(ParallelScope.All)]
public sealed class PlaceholderVaultTests
{
    [Test]
    public void The_same_item_has_one_placeholder_and_other_writings_of_it_share_its_tag()
    {
        var vault = new PlaceholderVault("flow");

        var placeholder = vault.Hide(PersonalDataKind.Phone, "010-1234-5678");
        var other = vault.Hide(PersonalDataKind.Phone, "01012345678");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(placeholder, Does.Match("^\\[PHONE_[A-Z0-9]{5}\\]$"));
            Assert.That(vault.Hide(PersonalDataKind.Phone, "010-1234-5678"), Is.EqualTo(placeholder));
            Assert.That(other, Is.EqualTo($"{placeholder[..^1]}_2]"));
            Assert.That(vault.Hide(PersonalDataKind.Email, "a@example.com"), Does.StartWith("[EMAIL_"));
            Assert.That(vault.Reveal(placeholder.Trim('[', ']').ToLowerInvariant()), Is.EqualTo("010-1234-5678"));
            Assert.That(vault.Reveal(other.Trim('[', ']')), Is.EqualTo("01012345678"));
        }
    }

    [Test]
    public void Runs_of_one_flow_agree_on_placeholders_and_runs_of_another_do_not()
    {
        var placeholder = new PlaceholderVault("flow").Hide(PersonalDataKind.Email, "kim@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new PlaceholderVault("flow").Hide(PersonalDataKind.Email, "kim@example.com"), Is.EqualTo(placeholder));
            Assert.That(new PlaceholderVault("other").Hide(PersonalDataKind.Email, "kim@example.com"), Is.Not.EqualTo(placeholder));
            Assert.That(new PlaceholderVault("flow").Reveal(placeholder.Trim('[', ']')), Is.Null, "a placeholder means nothing in a run that did not make it");
        }
    }

    [Test]
    public void Ten_thousand_items_have_as_many_placeholders_that_all_lead_back()
    {
        var vault = new PlaceholderVault("flow");
        var made = Enumerable.Range(0, 10_000).Select(i => $"user{i}@example.com").ToDictionary(text => text, text => vault.Hide(PersonalDataKind.Email, text));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Values.Distinct().Count(), Is.EqualTo(10_000));
            Assert.That(made.Where(pair => vault.Reveal(pair.Value.Trim('[', ']')) != pair.Key), Is.Empty);
        }
    }

    [Test]
    public void After_the_run_nothing_is_left_and_nothing_is_taken()
    {
        var vault = new PlaceholderVault("flow");
        var placeholder = vault.Hide(PersonalDataKind.Email, "kim@example.com");

        vault.Close();
        var late = vault.Hide(PersonalDataKind.Email, "late@example.com");

        Assert.That((vault.Reveal(placeholder.Trim('[', ']')), vault.Reveal(late.Trim('[', ']'))), Is.EqualTo((default(string), default(string))));
    }
}
