using FlowBuilder.Providers.Offline;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Offline;

[Parallelizable(ParallelScope.All)]
internal sealed class OfflineToolTests
{
    private static readonly AIFunction Search = AIFunctionFactory.Create((string query) => query, "search_handbook", "Searches the staff handbook.");
    private static readonly AIFunction Calculator = AIFunctionFactory.Create((string expression) => expression, "calculate", "Calculates a formula.");
    private static readonly AIFunction Clock = AIFunctionFactory.Create(() => "now", "current_time", "Tells the current date and time.");
    private static readonly AIFunction Mail = AIFunctionFactory.Create((string to, string body) => to + body, "send_mail", "Sends a mail.");

    [TestCase("What does the handbook say about holidays?", "search_handbook")]
    [TestCase("What is the current time?", "current_time")]
    [TestCase("Calculate 12 * (3 + 4) please", "calculate")]
    [TestCase("연차는 며칠인가요?", "search_handbook")]
    [TestCase("Send a mail about the handbook", "search_handbook")]
    public async Task A_tool_is_called_whose_words_the_question_shares_and_that_it_can_fill(string question, string tool) =>
        Assert.That((await CallsAsync(question)).Select(call => call.Name), Is.EqualTo(new[] { tool }));

    [Test]
    public async Task A_formula_is_taken_out_of_the_question() =>
        Assert.That((await CallsAsync("Calculate 12 * (3 + 4) please")).Single().Arguments!["expression"], Is.EqualTo("12 * (3 + 4)"));

    [Test]
    public async Task Nothing_is_called_where_the_caller_wants_none() =>
        Assert.That(await CallsAsync("What is the current time?", ChatToolMode.None), Is.Empty);

    [Test]
    public async Task What_a_tool_gave_back_is_quoted()
    {
        var text = await AfterAsync("What is 6 * 7?", "42");

        Assert.That(text, Is.EqualTo("42"));
    }

    [Test]
    public async Task Of_a_long_result_the_sentences_that_answer_are_quoted()
    {
        var text = await AfterAsync("How many days of holiday are there?", string.Concat(Enumerable.Repeat("The canteen opens at noon and closes at two. ", 12)) + "There are 28 days of holiday each year.");

        Assert.That(text, Is.EqualTo("There are 28 days of holiday each year."));
    }

    private static async Task<List<FunctionCallContent>> CallsAsync(string question, ChatToolMode? mode = null)
    {
        using var client = new OfflineChatClient(TimeSpan.Zero, TimeProvider.System);
        var options = new ChatOptions { Tools = [Mail, Search, Calculator, Clock], ToolMode = mode };
        var response = await client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, question)], options).ToChatResponseAsync();
        return [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
    }

    private static Task<string> AfterAsync(string question, string result) => Ask.TextAsync(
        [
            new ChatMessage(ChatRole.User, question),
            new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "search_handbook", new Dictionary<string, object?> { ["query"] = question })]),
            new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", result)]),
        ],
        new ChatOptions { Tools = [Search] });
}
