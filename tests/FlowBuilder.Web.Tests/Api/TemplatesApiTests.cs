using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class TemplatesApiTests : OneProgram
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_list_says_what_each_template_is_and_needs(CancellationToken cancellationToken)
    {
        var all = await ListAsync("", cancellationToken);
        var first = all[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("id").GetString(), Is.EqualTo("first-prompt"));
            Assert.That(first.GetProperty("language").GetString(), Is.EqualTo("en"));
            Assert.That(first.GetProperty("needs").GetString(), Is.EqualTo("nothing"));
            Assert.That(first.GetProperty("nodes").GetInt32(), Is.EqualTo(4));
            Assert.That(first.GetProperty("isOwn").GetBoolean(), Is.False);
            Assert.That(first.GetProperty("description").GetString(), Is.Not.Empty);
        }
    }

    [TestCase("?q=JSON%20extract", "extract-json")]
    [TestCase("?q=%EB%AC%B8%EC%84%9C%EC%97%90%EC%84%9C%EB%8B%B5", "answer-from-document", Description = "문서에서답, without its spaces")]
    [TestCase("?q=chat&tag=documents", "chat-about-document")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task It_is_narrowed_by_words_of_any_language_and_by_tags(string query, string expected, CancellationToken cancellationToken)
    {
        var found = (await ListAsync(query, cancellationToken)).ConvertAll(template => template.GetProperty("id").GetString());

        Assert.That(found[0], Is.EqualTo(expected));
        Assert.That(found, Has.Count.LessThan((await ListAsync("", cancellationToken)).Count));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Using_one_stores_a_copy_that_is_the_same_file(CancellationToken cancellationToken)
    {
        using var used = await Client.PostTextAsync("api/v1/templates/prompt-chain/use", "", cancellationToken);
        var file = await Client.GetStringAsync("api/v1/templates/prompt-chain", cancellationToken);
        var copy = await Client.GetStringAsync(used.Headers.Location!.OriginalString.TrimStart('/'), cancellationToken);

        Assert.That((int)used.StatusCode, Is.EqualTo(201));
        Assert.That((await used.JsonAsync(cancellationToken)).GetProperty("revision").GetInt64(), Is.EqualTo(1));
        Assert.That(copy, Is.EqualTo(file));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_template_that_is_not_there_is_a_problem_in_the_readers_language(CancellationToken cancellationToken)
    {
        using var korean = Program.Client("ko");
        using var answer = await korean.PostTextAsync("api/v1/templates/nothing/use", "", cancellationToken);
        var problem = await answer.JsonAsync(cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("gallery.not-found"));
        Assert.That(problem.GetProperty("detail").GetString(), Is.EqualTo("\"nothing\" 템플릿이 없습니다."));
    }

    private async Task<List<JsonElement>> ListAsync(string query, CancellationToken cancellationToken) =>
        [.. JsonElement.Parse(await Client.GetStringAsync($"api/v1/templates{query}", cancellationToken)).EnumerateArray()];
}
