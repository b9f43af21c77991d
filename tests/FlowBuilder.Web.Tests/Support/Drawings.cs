namespace FlowBuilder.Web.Tests.Support;

/// <summary>Small flows that several tests use.</summary>
internal static class Drawings
{
    /// <summary>Gives back what it is given.</summary>
    public const string Echo = """
        question: input.text {"name":"question"}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    /// <summary>Asks a fake model: three nodes through which its words run live.</summary>
    public const string Ask = """
        question: input.text {"name":"question"}
        prompt: prompt.template {"template":"Answer: {{question}}"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        answer: output.text {"name":"answer"}
        question.text -> prompt.question
        prompt.text -> model.prompt
        model.text -> answer.value
        """;

    /// <summary>Answers a message with the message, whatever was said before.</summary>
    public const string Chat = """
        message: input.chat {"name":"message"}
        answer: output.chat {"name":"answer"}
        message.text -> answer.value
        """;

    /// <summary>Answers with a fixed text, so that versions can be told apart.</summary>
    public static string Says(string text) => $$$"""
        question: input.text {"name":"question"}
        prompt: prompt.template {"template":"{{{text}}} {{question}}"}
        answer: output.text {"name":"answer"}
        question.text -> prompt.question
        prompt.text -> answer.value
        """;
}
