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
}
